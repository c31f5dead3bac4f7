"""A table of examples that the page has saved, over HTTP."""

from starlette.testclient import TestClient

from app.main import app
from tests.web.test_data import sent


def test_a_saved_table_keeps_its_division_and_may_be_standardised() -> None:
    text = "a,b,t,set\n1,2,3,training\n3,2,4,training\n5,2,4,validation\n"
    with TestClient(app) as client:
        said = sent(client, "linear_regression", text).json()
        assert (said["surface"]["examples"], said["surface"]["held"]) == ([[1, 2, 3], [3, 2, 4]], [[5, 2, 4]])
        assert sent(client, "linear_regression", text, standardise=True).json()["surface"]["held"] == [[3, 2, 4]]
