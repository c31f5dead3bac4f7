"""What is imported is declared, as a range; constraints.txt names the version of it that is tested."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_house import PROJECT, ROOT

RUNS = [Requirement(each) for each in PROJECT["project"]["dependencies"]]
EXTRAS = [Requirement(each) for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
TESTED = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))


def imported() -> set[str]:
    """Return the top-level names that the program imports, its own and Python's excepted."""
    texts = [path.read_text("utf-8") for folder in ("app", "surfaces") for path in (ROOT / folder).rglob("*.py")]
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    modules = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    modules |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {module.partition(".")[0] for module in modules} - {"app", "surfaces"} - sys.stdlib_module_names


def test_what_is_imported_is_declared():
    homes = packages_distributions()
    declared = {canonicalize_name(each.name) for each in RUNS}
    assert not [name for name in imported() if not declared & {canonicalize_name(home) for home in homes[name]}]


@pytest.mark.parametrize("package", RUNS, ids=str)
def test_a_package_may_have_several_versions(package):
    """A notebook has a NumPy of its own, and much else."""
    assert {each.operator for each in package.specifier} == {">=", "<"}


@pytest.mark.parametrize("package", [*RUNS, *EXTRAS], ids=str)
def test_the_version_that_is_tested_is_named_and_in_the_range(package):
    versions = {canonicalize_name(name): version for name, version in TESTED.items()}
    assert package.specifier.contains(versions[canonicalize_name(package.name)])


def test_what_makes_an_installation_takes_the_versions_that_are_tested():
    for name in ("Makefile", "Dockerfile", "tests/setup/wheel"):
        lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if "pip install" in line and "--no-deps ." not in line]
        assert lines
        assert not [line for line in lines if "--constraint constraints.txt" not in line], name
