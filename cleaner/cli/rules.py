"""`cleaner rules`: list, show, test, check, write and measure rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.talk import FAILED, OK, SOME_FAILED, Talk, guarded
from cleaner.errors import RuleError, SettingsError
from cleaner.settings import Settings, near
from cleaner.types import KINDS

if TYPE_CHECKING:
    from cleaner.ruleset.pack import Pack

app = typer.Typer(name="rules", no_args_is_help=True, help="Rule files: list, show, test, check, write, measure.")

Packs = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PACK]...", help="A rule file, a folder of them, or a shipped pack: en/related-links."),
]
Mine = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="PATH", help="Your own rule files, beside the shipped ones.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only what has to be mended.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="A line for each example.")]


@app.command("list")
def list_(
    kind: Annotated[str | None, typer.Option(help="Only rules of this kind.")] = None,
    language: Annotated[str | None, typer.Option(help="Only rules of this language, or `common`.")] = None,
    site: Annotated[str | None, typer.Option(help="Only rules that apply to this host.")] = None,
    rules: Mine = None,
) -> None:
    """Name the rules: id, kind, confidence and why, a line each."""
    guarded(_list)(kind, language, site, rules)


@app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, or the name of a pack.")],
    file: Annotated[Path | None, typer.Argument(help="A document to look for hits in.")] = None,
    rules: Mine = None,
) -> None:
    """Show a rule: what, why, its examples, and its hits in a file."""
    guarded(_show)(rule, file, rules)


@app.command("test")
def examples(packs: Packs = None, rules: Mine = None, verbose: Verbose = False) -> None:
    """Run every example of the rules. Exit code 1 when one does not hold."""
    guarded(_test)(packs, rules, Talk(verbose=verbose))


@app.command()
def check(packs: Packs = None, rules: Mine = None, quiet: Quiet = False) -> None:
    """Look for what is wrong or weak: unknown fields, double ids, patterns that run away, missing examples."""
    guarded(_check)(packs, rules, Talk(quiet=quiet))


@app.command()
def new(
    path: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="The rule file to write.")],
    kind: Annotated[str, typer.Option(help="What the lines are.")] = "other",
    language: Annotated[str, typer.Option(help="The language of the rule.")] = "en",
) -> None:
    """Write a rule file to start from; it passes its own tests."""
    guarded(_new)(path, kind, language)


@app.command()
def coverage(
    corpus: Annotated[
        Path | None, typer.Argument(metavar="[CORPUS]", help="A folder of documents, or JSON Lines with labels a line.")
    ] = None,
    rules: Mine = None,
    limit: Annotated[int | None, typer.Option(help="Look at so many documents only.")] = None,
    samples: Annotated[int, typer.Option(help="Show so many hits of each rule, wrong ones first.")] = 0,
    json_: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Say which rules hit how often, how precisely, and which overlap; without a corpus, rules a language."""
    guarded(_coverage)(corpus, rules, limit, samples, json_)


@app.command()
def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    guarded(_schema)()


@app.command()
def docs(folder: Annotated[Path, typer.Argument(metavar="DIR")] = Path("docs/rules"), rules: Mine = None) -> None:
    """Write a page for each language, rule by rule."""
    guarded(_docs)(folder, rules)


def _load(named: list[Path] | None, mine: list[Path] | None) -> tuple[list[Pack], list[Pack] | None]:
    """All packs, and those that were named (None for all)."""
    from cleaner.ruleset.examples import all_packs
    from cleaner.ruleset.load import user_files

    paths = [path for path in named or () if path.suffix in (".yaml", ".yml") or path.is_dir()]
    packs = all_packs(Settings(rules=[*(mine or ()), *paths]))
    if not named:
        return packs, None
    own = {file.where for file in user_files([str(path) for path in paths])}
    names = [path.as_posix().removeprefix("rules/").rstrip("/") for path in named if path not in paths]
    chosen = [
        pack
        for pack in packs
        if pack.where in own or any(pack.name == name or pack.name.startswith(f"{name}/") for name in names)
    ]
    if not chosen:
        raise RuleError(f"{named[0]}: no such pack (see `cleaner rules list`)")
    return packs, chosen


def _list(kind: str | None, language: str | None, site: str | None, mine: list[Path] | None) -> int:
    from cleaner.ruleset.load import load_rules

    if kind is not None:
        _check_kind(kind)
    if language != "common":
        Settings(language=language)  # an error for what is no language
    found, _ = load_rules(Settings(rules=mine or ()))
    for rule in found:
        of_language = language is None or rule.language == language or (language == "common" and not rule.language)
        of_site = site is None or any(site == host or site.endswith(f".{host}") for host in rule.hosts)
        if of_language and of_site and kind in (None, rule.kind):
            print(f"{rule.id}\t{'keep' if rule.keep else rule.kind}\t{rule.confidence:g}\t{rule.why}")
    return OK


def _show(name: str, file: Path | None, mine: list[Path] | None) -> int:
    from cleaner.ruleset.examples import cases
    from cleaner.ruleset.pages import rule_text

    packs, _ = _load(None, mine)
    found = [(pack, rule) for pack in packs for rule in pack.rules if name in (rule.id, pack.name)]
    if not found:
        raise RuleError(f"{name}: no such rule (see `cleaner rules list`)")
    for pack, rule in found:
        print(rule_text(rule, [case for case in cases(pack) if case.rule.id == rule.id]))
        print(f"\n{rule.where}\n")
    if file is not None:
        _hits([rule.id for _, rule in found], file, mine)
    return OK


def _hits(names: list[str], file: Path, mine: list[Path] | None) -> None:
    from cleaner.pipeline import kind_of, read_file
    from cleaner.ruleset import RuleSet
    from cleaner.segment import segment
    from cleaner.source import read_source

    settings = Settings(rules=mine or ())
    blocks = segment(read_source(read_file(file), kind=kind_of(file), settings=settings), settings)
    count = 0
    for evidence in RuleSet.load(settings).find(blocks, settings):
        if evidence.origin in names:
            for at in evidence.blocks.tolist():
                print(f"{file}:{blocks[at].line}: {evidence.origin}: {blocks.line(at)}")
                count += 1
    Talk().note(f"{file}: {count} hits")


def _test(named: list[Path] | None, mine: list[Path] | None, talk: Talk) -> int:
    from cleaner.ruleset.examples import run

    packs, chosen = _load(named, mine)
    for pack in chosen or packs:
        try:
            Settings(language=pack.language or None)
        except SettingsError as error:
            advice = "a pack's folder is its language: name one in the pack, or put it under common/"
            raise RuleError(f"{pack.where}: {error} ({advice})") from None
    outcomes = run(packs, chosen)
    for outcome in outcomes:
        case = outcome.case
        if outcome.failed:
            print(f"{case.rule.where}: {case.rule.id}: {case.want}: {outcome.problem}")
        elif outcome.promote:
            print(f"{case.rule.where}: {case.rule.id}: a known miss passes now: move it to `removes`: {case.short}")
        else:
            talk.detail(f"{case.rule.id}: {case.want}: {case.short}")
    failed = sum(outcome.failed for outcome in outcomes)
    kept = sum(outcome.case.want == "keeps" for outcome in outcomes)
    known = sum(outcome.case.want == "todo" and not outcome.promote for outcome in outcomes)
    hold = len(outcomes) - failed - known
    print(f"{len(outcomes)} examples ({kept} to keep): {hold} hold, {failed} fail, {known} known misses")
    return SOME_FAILED if failed else OK


def _check(named: list[Path] | None, mine: list[Path] | None, talk: Talk) -> int:
    from cleaner.ruleset.check import check as look

    packs, chosen = _load(named, mine)
    found = look(packs, chosen)
    for finding in found:
        if finding.serious:
            print(finding)
        else:
            talk.note(str(finding))
    serious = sum(finding.serious for finding in found)
    count = sum(len(pack.rules) for pack in (chosen if chosen is not None else packs))
    print(f"{count} rules checked: {serious or 'nothing'} to mend")
    return SOME_FAILED if serious else OK


def _new(path: Path, kind: str, language: str) -> int:
    from cleaner.ruleset.template import new as write

    _check_kind(kind)
    Settings(language=language)  # an error for what `rules test` takes for no language
    write(path, kind, language)
    print(path)
    return OK


def _coverage(corpus: Path | None, mine: list[Path] | None, limit: int | None, samples: int, as_json: bool) -> int:
    from cleaner.cli import rules_tables
    from cleaner.ruleset import RuleSet
    from cleaner.ruleset.corpus import documents
    from cleaner.ruleset.coverage import measure

    if corpus is None:
        packs, _ = _load(None, mine)
        if as_json:
            print(json.dumps(rules_tables.by_language(packs), ensure_ascii=False))
        else:
            sys.stdout.write(rules_tables.languages(packs))
        return OK
    settings = Settings(rules=mine or ())
    found = measure(RuleSet.load(settings), documents(corpus, limit), settings, samples)
    if not found.documents:
        Talk().error(f"{corpus}: no documents")
        return FAILED
    if as_json:
        print(json.dumps(rules_tables.plain(found), ensure_ascii=False))
    else:
        sys.stdout.write(rules_tables.coverage(found))
    return OK


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise RuleError(f"unknown kind {kind!r}{near(kind, KINDS)}; kinds are: {', '.join(KINDS)}")


def _schema() -> int:
    from cleaner.ruleset.schema import json_schema

    print(json.dumps(json_schema(), indent=2))
    return OK


def _docs(folder: Path, mine: list[Path] | None) -> int:
    from cleaner.ruleset.pages import write

    packs, _ = _load(None, mine)
    print(f"{len(write(packs, folder))} pages in {folder}")
    return OK
