namespace Ecommerce.Web.Tests;

public sealed class CursorTests
{
    [Fact]
    public void Parts_come_back_as_they_were()
    {
        string[] parts = ["Name", "", "Größe; \"XL\""];

        Assert.Equal(parts, Cursor.Decode(Cursor.Encode(parts)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("e30")] // {}
    [InlineData("WzFd")] // [1]
    public void Text_that_is_no_cursor_is_null(string text) => Assert.Null(Cursor.Decode(text));
}
