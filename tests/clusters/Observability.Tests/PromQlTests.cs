namespace Ecommerce.Observability.Tests;

/// <summary>A check that finds nothing would find no fault either.</summary>
public sealed class PromQlTests
{
    [Theory]
    [InlineData("up", "up")]
    [InlineData("sum by (job) (rate(requests_total{code=~\"5..\"}[5m])) / 0.5e3", "requests_total")]
    [InlineData("sum(rate(a_total[5m])) / sum(rate(b_total[5m])) or vector(0)", "a_total b_total")]
    [InlineData("job:a:rate5m > 14.4 * 0.001 and on (job, topic) c unless d", "job:a:rate5m c d")]
    [InlineData("label_replace(a{x=\"y z\"} == 0, \"job\", \"$1\", \"deployment\", \"(.+)\") offset 1w", "a")]
    [InlineData("histogram_quantile(0.95, sum(rate(h_bucket[10m])) by (le)) > time() - 2 * 86400", "h_bucket")]
    public void Metrics_of_an_expression_are_found(string expression, string metrics)
        => Assert.Equal(metrics.Split(' '), PromQl.Selectors(expression).Select(selector => selector.Metric));

    [Fact]
    public void Labels_of_an_expression_are_found()
    {
        var selector = PromQl.Selectors("max by (namespace, topic) (lag{job=\"a\", le!=\"1\", kind=~\"x|y\"}) > 0").Single();
        Assert.Equal([("job", "a"), ("le", null), ("kind", null)], selector.Matchers);
        Assert.Equal(["namespace", "topic"], selector.Grouped);
    }
}
