using System.Text;
using Ecommerce.CatalogService.Products;

namespace Ecommerce.CatalogService.Tests;

public sealed class ProductCursorTests
{
    [Fact]
    public void A_cursor_is_read_back_by_the_sort_that_wrote_it_and_by_no_other()
    {
        var product = new StockedProduct(
            ProductWriter.New(Samples.Draft(1, "A").Details, TimeProvider.System.GetUtcNow()), new Dictionary<string, int>(), 49.90m);
        var sorts = Enum.GetValues<ProductSort>();
        foreach (var written in sorts)
        {
            var text = ProductCursor.Of(written, product).Encode();
            foreach (var read in sorts)
                Assert.Equal(read == written, ProductCursor.Decode(text, read)?.Id == product.Product.Id);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64!")]
    [InlineData("json:null")]
    [InlineData("json:{}")]
    [InlineData("json:[\"Name\"]")]
    [InlineData("json:[\"Name\",\"no id\",\"a\"]")]
    [InlineData("json:[\"Name\",\"01a20011-e034-70d7-b384-999197e0c41e\",\"\\u0000\"]")]
    [InlineData("json:[\"Name\",null,null]")]
    public void Anything_else_is_no_cursor(string text)
    {
        var cursor = text.StartsWith("json:", StringComparison.Ordinal)
            ? System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text[5..]))
            : text;
        Assert.Null(ProductCursor.Decode(cursor, ProductSort.Name));
    }
}
