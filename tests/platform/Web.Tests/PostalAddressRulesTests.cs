using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web.Tests;

public sealed class PostalAddressRulesTests
{
    [Theory]
    [InlineData("DE")]
    [InlineData(" de ")]
    public void Complete_address_has_no_errors(string country)
        => Assert.True(new FieldErrors().CheckPostalAddress("", "Ada", "Street 1", "Berlin", "10115", country).IsEmpty);

    [Fact]
    public void Each_missing_field_is_named_with_the_prefix()
        => Assert.Equal(
            ["to.name", "to.street", "to.city", "to.postalCode"],
            new FieldErrors().CheckPostalAddress("to.", null, " ", "", null, "DE").Errors.Keys);

    [Theory]
    [InlineData("D")]
    [InlineData("DEU")]
    [InlineData("D1")]
    [InlineData("ÄÖ")]
    [InlineData("ZZ")]
    [InlineData("XX")]
    [InlineData("XK")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("SU")]
    [InlineData("AN")]
    [InlineData("")]
    [InlineData(null)]
    public void Country_that_is_not_assigned_by_ISO_3166_1_is_an_error(string? country)
        => Assert.False(new FieldErrors().CheckCountry("country", country).IsEmpty);

    [Theory]
    [InlineData("DE", "10115", true)]
    [InlineData("DE", " 10115 ", true)]
    [InlineData("DE", "１０１１５", true)]
    [InlineData("DE", "١٠١١٥", false)]
    [InlineData("DE", "1011", false)]
    [InlineData("JP", "１００－０００１", true)]
    [InlineData("DE", "10115x", false)]
    [InlineData("DE", null, false)]
    [InlineData("US", "12345-6789", true)]
    [InlineData("US", "N1 9GU", false)]
    [InlineData("GB", "n1 9gu", true)]
    [InlineData("GB", "N1", false)]
    [InlineData("CA", "K1A 0B1", true)]
    [InlineData("NL", "1012 AB", true)]
    [InlineData("IE", "D02 AF30", true)]
    [InlineData("IE", null, true)]
    [InlineData("IE", "Dublin 2", false)]
    [InlineData("QA", null, true)]
    [InlineData("HK", "", true)]
    [InlineData("AE", null, true)]
    [InlineData("AE", "00000", true)]
    [InlineData("AE", "000000000000000000000", false)]
    public void Postal_code_is_required_and_formed_as_its_country_has_them(string country, string? postalCode, bool valid)
        => Assert.Equal(
            valid ? [] : ["postalCode"],
            new FieldErrors().CheckPostalAddress("", "Ada", "Street 1", "Berlin", postalCode, country).Errors.Keys);

    [Theory]
    [InlineData(" １００－０００１ ", "100-0001")]
    [InlineData("K1A 0B1", "K1A 0B1")]
    [InlineData(null, "")]
    public void Postal_code_is_stored_in_plain_characters(string? postalCode, string stored)
        => Assert.Equal(stored, PostalCodes.Normalise(postalCode));

    [Fact]
    public void There_are_249_countries()
        => Assert.Equal(
            249,
            (from first in Enumerable.Range('A', 26)
             from second in Enumerable.Range('A', 26)
             where PostalCodes.IsCountry($"{(char)first}{(char)second}")
             select second).Count());

    [Fact]
    public void Control_character_is_an_error()
        => Assert.Equal(["name"], new FieldErrors().CheckPostalAddress("", "A\0da", "Street 1", "Berlin", "10115", "DE").Errors.Keys);
}
