using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Tests.Languages;

namespace Ecommerce.Storefront.Tests;

public sealed class ShippingEstimateTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(2, 5, "in 2 to 5 working days")]
    [InlineData(1, 1, "in 1 working day")]
    [InlineData(3, 3, "in 3 working days")]
    [InlineData(0, 1, "within 1 working day")]
    [InlineData(null, 4, "within 4 working days")]
    [InlineData(2, null, "no sooner than 2 working days")]
    public void Estimate_is_said_in_working_days(int? least, int? most, string? text)
        => Assert.Equal(text, ShippingEstimate.Of(new("express", "Express", null, least, most), ShopTexts.Localizer));
}
