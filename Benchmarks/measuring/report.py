"""Results as a table, and held against the limits."""

from statistics import median


def _span(values, form):
    return f"{form(median(values))} ({form(min(values))}–{form(max(values))})"


def _exactness(pair):
    return f"{pair[0]} of {pair[1]}"


def _time(seconds):
    return f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.1f} s"


def _ratio(value):
    return f"{value:.4f}" if value < 0.02 else f"{value:.2f}"


def verdicts(result, limits):
    """(figure, value, limit, whether it is met) for each limit of the row."""
    for figure, limit in limits.get(result.row.name, {}).items():
        value = result.value(figure)
        yield figure, value, limit, value <= limit


def misses(result, limits):
    """A sentence for each limit that is not met, and for wrong answers of ours, with or without a limit."""
    name = result.row.name
    right, asked = result.right["ours"]
    if right != asked:
        yield f"missed: {name}: {asked - right} of {asked} answers are wrong"
    for figure, value, limit, met in verdicts(result, limits):
        if not met:
            yield f"missed: {name}: {figure} {value:.3f}, the goal is {limit}"


def table(results, limits):
    """A markdown table: medians, and the median of the pairs' ratios with least and greatest."""
    lines = [
        "| row | job | against | precut | peer | ratio of wall clock | of processor time | goal | met "
        "| precut right | peer right |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        goals = list(verdicts(result, limits))
        has_peer = result.row.theirs is not None
        lines.append(
            "| "
            + " | ".join(
                [
                    f"`{result.row.name}`",
                    result.row.title,
                    result.row.peer,
                    _time(median(result.ours["wall"])),
                    _time(median(result.theirs["wall"])) if has_peer else "–",
                    _span(result.ratios("wall"), _ratio) if has_peer else "–",
                    _ratio(median(result.ratios("processor"))) if has_peer else "–",
                    ", ".join(f"{limit} {figure}" for figure, _, limit, _ in goals) or "–",
                    ", ".join("yes" if met else f"**no** ({_ratio(value)})" for _, value, _, met in goals)
                    or "–",
                    _exactness(result.right["ours"]),
                    _exactness(result.right["theirs"]) if has_peer else "–",
                ]
            )
            + " |"
        )
    return "\n".join(lines)


def details(results):
    """Figures that have no column: requests, bytes, throughput, time inside a Python process."""
    lines = []
    for result in results:
        for figure in ("requests", "bytes", "MB/s", "inner"):
            for side, values in (("precut", result.ours), ("peer", result.theirs)):
                if figure not in values:
                    continue
                form = {
                    "bytes": "{:,.0f} bytes",
                    "requests": "{:.0f} requests",
                    "MB/s": "{:,.0f} MB/s",
                    "inner": "{:.3f} s inside the process",
                }[figure]
                lines.append(f"{result.row.name}, {side}: {form.format(median(values[figure]))}")
            if figure == "bytes" and figure in result.ours:
                lines.append(f"{result.row.name}, bytes ratio: {_span(result.ratios(figure), _ratio)}")
    return "\n".join(lines)


def clips(results):
    """A markdown table of what the clips of both sides show, the warm-up's too; memory without it."""
    lines = [
        "| row | made by | first frame | last frame | frames missing | frames twice or out of order "
        "| sound late by | peak memory |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for result in results:
        for side, maker in (("ours", "precut"), ("theirs", result.row.peer)):
            found = [one for one in result.exactness[side] if one is not None]
            if not found:
                continue
            skews = [skew for one in found for skew in one.skews if skew is not None]
            lines.append(
                "| "
                + " | ".join(
                    [
                        f"`{result.row.name}`",
                        maker,
                        _extent([one.first for one in found], "+d"),
                        _extent([one.last for one in found], "+d"),
                        f"{sum(one.missing for one in found)} in {len(found)} clips",
                        f"{sum(one.duplicated for one in found)}",
                        f"{_extent(skews, '+.2f')} ms" if skews else "–",
                        f"{max(getattr(result, side)['MiB']):,.0f} MiB",
                    ]
                )
                + " |"
            )
    return "\n".join(lines) if len(lines) > 2 else ""


def _extent(values, form):
    least, greatest = format(min(values), form), format(max(values), form)
    return least if least == greatest else f"{least} to {greatest}"
