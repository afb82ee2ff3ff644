"""Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2)
and service request updates as its extension has them."""
