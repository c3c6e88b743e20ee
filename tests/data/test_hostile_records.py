"""A record that is large, deep, or full of tricks is refused at once, and in plain words."""

from __future__ import annotations

import subprocess
import sys

import pytest

from foedera.resources import UnreadableRecordError, read_record

DEEP = 100_000
LONG = 10_000_000
HOSTILE = {
    "nested lists": ("'[' * {deep} + ']' * {deep}", "nested too deeply"),
    "nested mappings": ("'{{a: ' * {deep} + '}}' * {deep}", "nested too deeply"),
    "lists in one line": ("'- ' * {deep} + 'x'", "nested too deeply"),
    "keys in one line": ("'? ' * {deep} + 'x'", "nested too deeply"),
    "nested by indents": (
        "''.join(' ' * one + 'a:\\n' for one in range(1400))",
        "nested too deeply",
    ),
    "ten megabytes of entries": ("'- x\\n' * ({long} // 4)", "are the most"),
    "one entry of ten megabytes": ("'a: ' + 'x' * {long}", "are the most"),
    "a tag that runs": ("'a: !!python/object/apply:os.system [true]'", "a tag"),
    "a tag of bytes": ("'!!binary \"aGk=\"'", "a tag"),
    "a tag of ours": ("'- !Treaty {{a: b}}'", "a tag"),
    "an alias": ("'a: &a [x]\\nb: *a'", "an alias"),
    "a bomb of aliases": (
        "'a: &a [x,x]\\n' + ''.join(f'b{{n}}: &b{{n}} [*a,*a]\\n' for n in range(20))",
        "an alias",
    ),
}


@pytest.mark.parametrize(("made", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_record_is_refused_at_once(made: str, reason: str) -> None:
    """In a process of its own: what goes wrong here may take the process with it."""
    code = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from foedera.errors import FoederaError\n"
        "from foedera.resources import read_record\n"
        f"text = {made.format(deep=DEEP, long=LONG)}\n"
        "try:\n    read_record(text, 'made.yaml')\n"
        "except FoederaError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert reason in done.stdout
    assert "made.yaml" in done.stdout
    assert len(done.stdout) < 1000


@pytest.mark.parametrize("text", ["!", "- !", "!x", "a: !x 1", "[!x 1]", "- ! x", "? !x\n: 1"])
def test_no_tag_is_passed_over(text: str) -> None:
    with pytest.raises(UnreadableRecordError):
        read_record(text)


@pytest.mark.parametrize(
    "text", ['"Stop!"', "a: Stop! Now", "a: 5 * 3", '- "*"', "- 'a: !b'", "a: [x!, y]"]
)
def test_a_mark_within_words_is_no_trick(text: str) -> None:
    assert read_record(text)
