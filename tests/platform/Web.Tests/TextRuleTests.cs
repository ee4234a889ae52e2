using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web.Tests;

public sealed class TextRuleTests
{
    [Theory]
    [InlineData("a line", true)]
    [InlineData("مرحبا", true)]
    [InlineData("👩\u200d🚀", true)]
    [InlineData("two\nlines", false)]
    [InlineData("two\u2028lines", false)]
    [InlineData("backwards \u202E", false)]
    [InlineData("nul\0", false)]
    public void Text_of_one_line_has_no_control_characters_and_no_other_direction(string text, bool valid)
        => Assert.Equal(valid, new FieldErrors().CheckText("reason", text, 100).IsEmpty);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("\u200b")]
    [InlineData("\u2060\u00ad")]
    public void Text_of_which_nothing_can_be_seen_is_missing(string? text)
        => Assert.Equal(["is required"], new FieldErrors().CheckText("reason", text, 100).Errors["reason"]);
}
