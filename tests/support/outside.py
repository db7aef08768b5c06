"""What SciPy and statsmodels make of the numbers of a request. usage: outside.py REQUEST.json > ANSWER.json"""

import json
import sys

import numpy as np

try:
    from scipy import stats
    from statsmodels.formula.api import ols
    from statsmodels.stats.anova import anova_lm
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.power import NormalIndPower
except ImportError:
    sys.exit(77)

import pandas as pd

request = json.load(open(sys.argv[1]))
x, y = np.array(request["x"]), np.array(request["y"])
answer = {"quantiles": np.quantile(x, request["levels"]).tolist()}
correlation = stats.spearmanr(x, y)
answer["spearman"] = [correlation.correlation, correlation.pvalue]
answer["proportions"] = []
for k, n, alpha in request["proportions"]:
    interval = stats.binomtest(int(k), int(n)).proportion_ci(1 - alpha, method="exact")
    answer["proportions"].append([interval.low, interval.high])
answer["holm"] = multipletests(request["p_values"], method="holm")[1].tolist()

# one-way random effects by the method of moments, from statsmodels' table of mean squares
worlds = request["worlds"]
frame = pd.DataFrame({"world": np.repeat(range(len(worlds)), [len(w) for w in worlds]), "y": np.concatenate(worlds)})
squares = anova_lm(ols("y ~ C(world)", frame).fit())["mean_sq"]
answer["within"] = squares["Residual"]
answer["between"] = (squares["C(world)"] - squares["Residual"]) / len(worlds[0])

# partial rank correlation: residuals of ranks on all other ranks
points = np.apply_along_axis(stats.rankdata, 0, np.array(request["points"]))
ranks = stats.rankdata(request["values"])
answer["partial"] = []
for f in range(points.shape[1]):
    others = np.column_stack([np.ones(len(ranks)), np.delete(points, f, axis=1)])
    left = [v - others @ np.linalg.lstsq(others, v, rcond=None)[0] for v in (points[:, f], ranks)]
    answer["partial"].append(np.corrcoef(*left)[0, 1])

share = request["share"]
effect = NormalIndPower().solve_power(nobs1=request["answers"], alpha=0.05, power=0.8)
answer["detectable"] = effect * (share * (1 - share)) ** 0.5
json.dump(answer, sys.stdout)
