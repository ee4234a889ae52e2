using Ecommerce.Web.Unicode;

namespace Ecommerce.Web.Tests;

/// <summary>Examples of UAX #15 and of its NormalizationTest.txt, written as code points.</summary>
public sealed class NormalizationFormTests
{
    private const int MaxLength = 100;

    [Theory]
    [InlineData("0041 030A", "00C5", "00C5")]
    [InlineData("212B", "00C5", "00C5")]
    [InlineData("FB01", "FB01", "0066 0069")]
    [InlineData("FF41 FF11", "FF41 FF11", "0061 0031")]
    [InlineData("0032 2075", "0032 2075", "0032 0035")]
    [InlineData("1E9B 0323", "1E9B 0323", "1E69")]
    [InlineData("0073 0307 0323", "1E69", "1E69")]
    [InlineData("1E0A 0323", "1E0C 0307", "1E0C 0307")]
    [InlineData("0061 0315 0300 05AE 0300 0062", "00E0 05AE 0300 0315 0062", "00E0 05AE 0300 0315 0062")]
    [InlineData("0915 093C", "0915 093C", "0915 093C")]
    [InlineData("0344", "0308 0301", "0308 0301")]
    [InlineData("1112 1161 11AB", "D55C", "D55C")]
    [InlineData("D558 11AB", "D55C", "D55C")]
    [InlineData("AC01 11A8", "AC01 11A8", "AC01 11A8")]
    [InlineData("FF8A FF9F", "FF8A FF9F", "30D1")]
    [InlineData("FDFA", "FDFA", "0635 0644 0649 0020 0627 0644 0644 0647 0020 0639 0644 064A 0647 0020 0648 0633 0644 0645")]
    [InlineData("1D400", "1D400", "0041")]
    [InlineData("11099 110BA", "1109A", "1109A")]
    [InlineData("0627 0653", "0622", "0622")]
    [InlineData("0041 0062 0020 0031", "0041 0062 0020 0031", "0041 0062 0020 0031")]
    public void Text_is_composed_canonically_and_compatibly(string text, string nfc, string nfkc)
    {
        Assert.Equal(nfc, Points(NormalizationForms.ToNfc(TextOf(text), MaxLength)));
        Assert.Equal(nfkc, Points(NormalizationForms.ToNfkc(TextOf(text), MaxLength)));
    }

    [Fact]
    public void Text_that_is_too_long_in_any_form_is_not_normalized()
    {
        var ligatures = new string('\uFDFA', 300_000);
        var accents = new string('e', 300_000) + "\u0301";

        Assert.Same(ligatures, NormalizationForms.ToNfkc(ligatures, MaxLength));
        Assert.Same(accents, NormalizationForms.ToNfc(accents, MaxLength));
    }

    [Theory]
    [InlineData("1D6C2 0313 0300 0345", "1F82")]
    [InlineData("1112 1161 11AB", "D55C")]
    public void Text_that_shrinks_to_the_length_is_normalized(string text, string nfkc)
        => Assert.Equal(
            string.Join(' ', Enumerable.Repeat(nfkc, MaxLength)),
            Points(NormalizationForms.ToNfkc(string.Concat(Enumerable.Repeat(TextOf(text), MaxLength)), MaxLength)));

    private static string TextOf(string points)
        => string.Concat(points.Split(' ').Select(point => char.ConvertFromUtf32(Convert.ToInt32(point, 16))));

    private static string Points(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X4}"));
}
