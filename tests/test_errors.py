import copy
import pickle

import pytest

from counterclaim import errors
from counterclaim.errors import CounterclaimError, ReportError, UsageError


def tree(cls: type[CounterclaimError]) -> list[type[CounterclaimError]]:
    return [cls, *(below for child in cls.__subclasses__() for below in tree(child))]


@pytest.mark.parametrize("cls", tree(CounterclaimError))
def test_errors_survive_the_way_between_processes(cls: type[CounterclaimError]):
    error = cls("the file is empty", where="a/b.txt", remedy="Save it again")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is cls
        assert (again.what, again.where, again.remedy) == (error.what, error.where, error.remedy)
        assert str(again) == str(error)


def test_the_message_names_code_place_fault_and_remedy():
    error = ReportError("the file is empty", where="a/b.txt", remedy="Save it again")
    assert str(error) == "[CC-E200] a/b.txt: the file is empty. Save it again."
    assert str(UsageError("no paths were given")) == "[CC-E100] no paths were given"


def test_every_error_has_a_code_of_its_own_and_stands_in_the_tree_that_is_drawn():
    classes = tree(CounterclaimError)
    assert len({cls.code for cls in classes}) == len(classes)
    for cls in classes:
        assert cls.__name__ in (errors.__doc__ or "")
        assert cls.__doc__
