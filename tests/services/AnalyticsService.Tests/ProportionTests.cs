using Ecommerce.AnalyticsService.Domain;
using Ecommerce.AnalyticsService.Features.Reports;

namespace Ecommerce.AnalyticsService.Tests;

public sealed class ProportionTests
{
    /// <summary>Table I of R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872: the score method without correction.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Rate_has_interval_of_Wilson(long successes, long trials, double low, double high)
    {
        var estimate = new Proportion(successes, trials).Estimate();

        Assert.Equal((low, high), (Math.Round(estimate.Low, 4), Math.Round(estimate.High, 4)));
    }

    /// <summary>Table II of R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890: method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Difference_has_interval_of_Newcombe(long successes, long trials, long others, long otherTrials, double low, double high)
    {
        var difference = new Proportion(successes, trials).Less(new(others, otherTrials));

        Assert.Equal((low, high), (Math.Round(difference.Low, 4), Math.Round(difference.High, 4)));
    }

    [Fact]
    public void Groups_are_compared_with_control_and_undefined_rate_is_null()
    {
        GroupCount[] groups = [new("A", 80, 60, 50, 48), new("B", 70, 60, 57, 56), new("C", 1, 9, 5, 5)];
        var rows = ExperimentsReport.Compare(groups, "A", ofPlaced: false);

        Assert.Null(rows[0].Difference);
        Assert.Equal(0.2, rows[1].Difference!.Value.Value, 10);
        Assert.Equal(0.0524, rows[1].Difference!.Value.Low, 4);
        Assert.Null(rows[2].Conversion);
        Assert.Equal(57.0 / 60, ExperimentsReport.Compare(groups, null, ofPlaced: true)[1].Conversion!.Value.Value, 10);
    }
}
