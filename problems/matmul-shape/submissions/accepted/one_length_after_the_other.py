def matmul_shape(a, b):
    if not a or not b:
        raise ValueError("a scalar has no dimension to sum over")
    left, right = list(a), list(b)
    columns = (right.pop(),) if len(b) > 1 else ()
    if left.pop() != right.pop():
        raise ValueError(f"{a} and {b} do not fit")
    result = ((left.pop(),) if left else ()) + columns
    while left or right:
        x = left.pop() if left else 1
        y = right.pop() if right else 1
        if x != y and 1 not in (x, y):
            raise ValueError(f"the batches of {a} and {b} do not fit")
        result = (y if x == 1 else x, *result)
    return result
