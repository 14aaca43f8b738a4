"""Asks `can_view` about one tensor and several new shapes."""


def drive(solution, case):
    given = case.kwargs
    answers = {}
    for new_shape in given["new_shapes"]:
        answers[str(tuple(new_shape))] = solution.can_view(
            tuple(given["shape"]), tuple(given["strides"]), tuple(new_shape)
        )
    return answers
