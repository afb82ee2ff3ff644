"""What a stack costs: an estimate from the measured capacity units and AWS's public price list.

Prices are those of `us-east-1` (AWS price list, November 2025), in US dollars and without any free tier; other regions
are dearer, see the price list of the region. Data transfer and storage beyond a gigabyte are not in it.
"""

import json
from dataclasses import dataclass

import yaml

from laporctl import paths

WRITE_UNITS = 0.625e-6
READ_UNITS = 0.125e-6
API_REQUEST = 3.50e-6
FUNCTION_CALL = 0.20e-6
GIGABYTE_SECOND = 0.0000166667
ALARM = 0.10
METRIC = 0.30
LOGS_PER_GIGABYTE = 0.50

SWEEPS_A_MONTH = 12 * 24 * 30
FOLDS_A_MONTH = 24 * 30
SWEEP_SECONDS, FOLD_SECONDS = 0.15, 0.3
MEMORY_GIGABYTES = 0.5

REQUESTS_A_CASE = 12
"""Filing, looking it up some times, an office's commands and the reporter's replies."""
CALLS_A_CASE = 40
"""Functions for these requests, their authorizer, and two for each event on the stream."""
CALL_SECONDS = 0.1
LOG_BYTES_A_CALL = 600


@dataclass(frozen=True)
class Cost:
    """US dollars: a month in which nothing happens, and a thousand cases from filing to closing."""

    idle: float
    thousand_cases: float


def estimate(template: bytes) -> Cost:
    """The cost of a stack of this template."""
    kinds = [each["Type"] for each in yaml.safe_load(template)["Resources"].values()]
    alarms, metrics = kinds.count("AWS::CloudWatch::Alarm"), kinds.count("AWS::Logs::MetricFilter")
    measured = json.loads((paths.ROOT / "bench" / "results.json").read_text())["units"]
    idle_reads = measured["sweep_idle"]["rcu"] * SWEEPS_A_MONTH
    idle_calls = SWEEPS_A_MONTH + FOLDS_A_MONTH
    idle_seconds = SWEEPS_A_MONTH * SWEEP_SECONDS + FOLDS_A_MONTH * FOLD_SECONDS
    idle = alarms * ALARM + metrics * METRIC + idle_reads * READ_UNITS + _calls(idle_calls, idle_seconds)
    life = measured["full_life"]
    case = life["wcu"] * WRITE_UNITS + life["rcu"] * READ_UNITS + REQUESTS_A_CASE * API_REQUEST
    case += _calls(CALLS_A_CASE, CALLS_A_CASE * CALL_SECONDS)
    return Cost(round(idle, 2), round(case * 1000, 2))


def _calls(calls: float, seconds: float) -> float:
    logs = calls * LOG_BYTES_A_CALL / 1e9 * LOGS_PER_GIGABYTE
    return calls * FUNCTION_CALL + seconds * MEMORY_GIGABYTES * GIGABYTE_SECOND + logs
