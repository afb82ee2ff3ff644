#!/bin/sh
# The newest Python that functions can run on and that really starts here, or of those that are named.
for each in ${@:-python3.14 python3.13 python3.12 python3.11 python3}; do
  if "$each" -c 'import sys, ensurepip, ssl; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
    echo "$each"
    exit
  fi
done
echo python3
exit 1
