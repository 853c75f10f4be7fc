"""Keep the figures of a set of questions, and tell what a change gained or lost against them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.messages import message
from corpus.records import GongbaoError

BASELINE = Path(__file__).with_name("baseline.json")


class BaselineError(GongbaoError):
    """Raised for a baseline file that can't be read, or that lacks the set that is compared."""


def read_baseline(path: Path) -> dict[str, Any]:
    """Return what is kept, by name of the set; nothing where there is no file yet."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as trouble:
        raise BaselineError(*message("benchmark.unreadable_baseline", path=path, why=trouble)) from trouble
    if not isinstance(found, dict):
        raise BaselineError(*message("benchmark.bad_baseline", path=path))
    return found


def save_baseline(path: Path, report: Mapping[str, Any]) -> None:
    """Keep the means and the fused ranks of a set; other sets in the file stay as they are."""
    kept = read_baseline(path)
    kept[report["name"]] = {
        "questions": report["questions"],
        "model": report["model"]["fingerprint"],
        "means": means(report),
        # With the ranks, a later run can name the questions that it lost.
        "ranks": {one["id"]: " ".join(map(str, one["ranks"]["fused"])) for one in report["results"]},
    }
    lines = json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=1)
    path.write_text(lines + "\n", encoding="utf-8")


def means(report: Mapping[str, Any]) -> dict[str, dict[str, dict[str, float]]]:
    """Return {group: {leg: {measure: mean}}} of a report."""
    return {
        group: {
            leg: {measure: bounds[0] for measure, bounds in row.items()} for leg, row in one["legs"].items()
        }
        for group, one in {**report["by"], **report["by_kind"]}.items()
    }


def compare(path: Path, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return the gains (after less before) per group, leg and measure, and the questions that moved.

    ``better`` and ``worse`` count the questions whose first right hit rose or fell; ``lost`` names
    those that had one among ten and have none now. Raises BaselineError where the set is not kept.
    """
    before = read_baseline(path).get(report["name"])
    if before is None:
        raise BaselineError(*message("benchmark.no_set", path=path, name=report["name"]))
    gains = {
        group: {
            leg: {
                measure: round(mean - before["means"][group][leg][measure], 4)
                for measure, mean in row.items()
                if measure in before["means"][group].get(leg, {})
            }
            for leg, row in legs.items()
        }
        for group, legs in means(report).items()
        if group in before["means"]
    }
    now = {one["id"]: _first(one["ranks"]["fused"]) for one in report["results"]}
    then = {name: _first(ranks.split()) for name, ranks in before["ranks"].items() if name in now}
    return {
        "same_questions": now.keys() == before["ranks"].keys(),
        "gains": gains,
        "better": sum(now[name] < rank for name, rank in then.items()),
        "worse": sum(now[name] > rank for name, rank in then.items()),
        "lost": [name for name, rank in then.items() if rank <= 10 < now[name]],
    }


def _first(ranks: Sequence[int | str]) -> float:
    return float(ranks[0]) if ranks else float("inf")
