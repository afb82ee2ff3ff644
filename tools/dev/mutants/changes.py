"""What a piece of the code could be instead: a comparison, a constant, a condition, an argument, a statement."""

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

LONG = 8
"""From a literal with more elements than this only some are left out: its first, its last and one in the middle."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_OPPOSITES = {"any": "all", "all": "any", "min": "max", "max": "min"}
_OPPOSITES |= {"startswith": "endswith", "endswith": "startswith", "fullmatch": "match", "match": "fullmatch"}
_IN_ANY_ORDER = {"min", "max"}
_CLEANING = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold"}
Change = Iterator[tuple[str, ast.AST]]
"""What is changed, in words, and what stands there then."""


def changes(node: ast.AST) -> Change:
    """What a node could be instead; nothing of most."""
    if change := _CHANGES.get(type(node)):
        yield from change(node)


def _of_if(node: ast.If) -> Change:
    if not isinstance(node.test, ast.Constant):
        for value in (True, False):
            yield f"if: condition becomes {value}", _with(node, test=ast.Constant(value))


def _of_while(node: ast.While) -> Change:
    if not isinstance(node.test, ast.Constant):
        yield "while: condition becomes False", _with(node, test=ast.Constant(False))


def _of_return(node: ast.Return) -> Change:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield "returns None", _with(node, value=ast.Constant(None))


def _of_statement(node: ast.stmt) -> Change:
    yield f"{'statement' if isinstance(node, ast.Expr) else type(node).__name__.lower()} left out", ast.Pass()


def _of_assignment(node: ast.Assign) -> Change:
    if all(isinstance(each, (ast.Attribute, ast.Subscript)) for each in node.targets):
        yield "assignment left out", ast.Pass()


def _of_addition(node: ast.AugAssign) -> Change:
    yield "assignment left out", ast.Pass()
    if other := _OPERATORS.get(type(node.op)):
        yield f"{_name(node.op)}= becomes {_name(other())}=", _with(node, op=other())


def _of_continue(_: ast.AST) -> Change:
    yield "continue becomes break", ast.Break()


def _of_break(_: ast.AST) -> Change:
    yield "break becomes continue", ast.Continue()


def _of_comparison(node: ast.Compare) -> Change:
    for place, operator in enumerate(node.ops):
        other = _COMPARISONS[type(operator)]()
        ops = [*node.ops[:place], other, *node.ops[place + 1 :]]
        yield f"{_name(operator)} becomes {_name(other)}{_nth(place)}", _with(node, ops=ops)


def _of_and_or(node: ast.BoolOp) -> Change:
    operator = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"{_name(node.op)} becomes {_name(operator)}", _with(node, op=operator)
    for place, operand in enumerate(node.values):
        rest = [each for each in node.values if each is not operand]
        new = rest[0] if len(rest) == 1 else _with(node, values=rest)
        yield f"operand {place + 1} of {_name(node.op)} left out", copy.copy(new)


def _of_sign(node: ast.UnaryOp) -> Change:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield f"{_name(node.op)} left out", copy.copy(node.operand)


def _of_operation(node: ast.BinOp) -> Change:
    if other := _OPERATORS.get(type(node.op)):
        yield f"{_name(node.op)} becomes {_name(other())}", _with(node, op=other())


def _of_choice(node: ast.IfExp) -> Change:
    yield "if: condition becomes True", copy.copy(node.body)
    yield "if: condition becomes False", copy.copy(node.orelse)


def _of_elements(node: ast.Set | ast.List | ast.Tuple) -> Change:
    if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        for place in _places(node.elts):
            yield _left_out(place, node.elts[place]), _with(node, elts=_without(node.elts, place))


def _of_entries(node: ast.Dict) -> Change:
    for place in _places(node.values):
        keys, values = _without(node.keys, place), _without(node.values, place)
        yield _left_out(place, node.keys[place] or node.values[place]), _with(node, keys=keys, values=values)


def _of_constant(node: ast.Constant) -> Change:
    value = node.value
    others: tuple[Any, ...] = ()
    if isinstance(value, bool):
        others = (not value,)
    elif isinstance(value, int):
        others = (value + 1, value - 1) if value > 1 else (value + 1,)
    elif isinstance(value, float):
        others = (value * 1.1,)
    elif isinstance(value, str):
        others = (f"{value}~",)
    elif isinstance(value, bytes):
        others = (value + b"~",)
    for other in others:
        yield f"{_short(value)} becomes {_short(other)}", ast.Constant(other)


def _of_call(node: ast.Call) -> Change:
    for place, keyword in enumerate(node.keywords):
        yield f"{keyword.arg or '**'}= left out", _with(node, keywords=_without(node.keywords, place))
    plain = [place for place, each in enumerate(node.args) if not isinstance(each, ast.Starred)]
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if len(plain) > 1 and name not in _IN_ANY_ORDER and ast.dump(node.args[plain[0]]) != ast.dump(node.args[plain[1]]):
        swapped = list(node.args)
        swapped[plain[0]], swapped[plain[1]] = swapped[plain[1]], swapped[plain[0]]
        yield "arguments 1 and 2 swapped", _with(node, args=swapped)
    if other := _OPPOSITES.get(name):
        field = "attr" if isinstance(node.func, ast.Attribute) else "id"
        yield f"{name} becomes {other}", _with(node, func=_with(node.func, **{field: other}))
    if isinstance(node.func, ast.Attribute) and name in _CLEANING and not node.args:
        yield f"{name}() left out", copy.copy(node.func.value)
    if name == "sorted":
        yield "sorted becomes list", _with(node, func=ast.Name("list", ast.Load()), keywords=[])


def _with(node: ast.AST, **fields: Any) -> Any:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, ast.copy_location(value, node) if isinstance(value, ast.expr) else value)
    return new


def _without(values: list[Any], place: int) -> list[Any]:
    return [*values[:place], *values[place + 1 :]]


def _places(values: list[Any]) -> list[int]:
    return list(range(len(values))) if len(values) <= LONG else [0, len(values) // 2, len(values) - 1]


def _left_out(place: int, node: ast.expr) -> str:
    return f"element {place + 1} ({_short(ast.unparse(node))}) left out"


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else f"{text[:25]}…{text[-14:]}"


def _nth(place: int) -> str:
    return f" ({place + 1})" if place else ""


_SIGNS = {"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Eq": "==", "NotEq": "!=", "Is": "is", "IsNot": "is not"}
_SIGNS |= {"In": "in", "NotIn": "not in", "And": "and", "Or": "or", "Not": "not", "USub": "-", "Add": "+", "Sub": "-"}
_SIGNS |= {"Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "BitAnd": "&", "BitOr": "|"}
_SIGNS |= {"BitXor": "^", "LShift": "<<", "RShift": ">>"}


def _name(operator: ast.AST) -> str:
    return _SIGNS[type(operator).__name__]


_CHANGES: dict[type[ast.AST], Callable[[Any], Change]] = {
    ast.If: _of_if,
    ast.While: _of_while,
    ast.Return: _of_return,
    ast.Raise: _of_statement,
    ast.Delete: _of_statement,
    ast.Expr: _of_statement,
    ast.Assign: _of_assignment,
    ast.AugAssign: _of_addition,
    ast.Continue: _of_continue,
    ast.Break: _of_break,
    ast.Compare: _of_comparison,
    ast.BoolOp: _of_and_or,
    ast.UnaryOp: _of_sign,
    ast.BinOp: _of_operation,
    ast.IfExp: _of_choice,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Set: _of_elements,
    ast.List: _of_elements,
    ast.Tuple: _of_elements,
    ast.Dict: _of_entries,
}
