from app.judge.cases import Case


def about(name, model, public=False):
    return Case(name, "count_parameters", kwargs={"model": model}, public=public)


def cases():
    yield about("two linear layers", "two layers", public=True)
    yield about("a frozen layer", "frozen", public=True)
    yield about("batch norm", "batch norm", public=True)
    yield about("a tied head", "tied")
    yield about("modules in modules", "nested")
    yield about("evaluation mode", "evaluation")
    yield about("parameters in the root", "class token")
    yield about("a parameter without dimensions", "temperature")
    yield about("a mask outside the state_dict", "mask")
    yield about("one mask, two layers", "shared mask")
    yield about("several dtypes", "mixed")
    yield about("nothing to learn", "nothing")
    yield about("on the meta device", "without memory")
    yield about("seventeen million", "large")
