namespace Ecommerce.Storefront.Tests;

public sealed class CarrierTests
{
    [Theory]
    [InlineData("DHL", "https://dhl.example/JD%2F1")]
    [InlineData(" dhl ", "https://dhl.example/JD%2F1")]
    [InlineData("UPS", null)]
    public void Tracking_number_leads_to_the_page_of_a_configured_carrier(string carrier, string? link)
        => Assert.Equal(link, Shop("https://dhl.example/{number}").TrackingLink(carrier, "JD/1"));

    [Theory]
    [InlineData("https://dhl.example/{number}", true)]
    [InlineData("https://dhl.example/", false)]
    [InlineData("http://dhl.example/{number}", false)]
    [InlineData("javascript:alert({number})", false)]
    [InlineData("", false)]
    public void Address_of_a_carrier_is_https_and_has_a_place_for_the_number(string template, bool isValid)
        => Assert.Equal(isValid ? [] : ["Carriers:DHL"], Shop(template).Validate(new(new object())).SelectMany(fault => fault.MemberNames));

    private static ShopOptions Shop(string template)
        => new() { Carriers = new Dictionary<string, string>(StringComparer.Ordinal) { ["DHL"] = template } };
}
