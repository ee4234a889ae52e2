using System.Text;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Features.ReadProducts;

namespace Ecommerce.CatalogService.Tests;

public sealed class ProductCursorTests
{
    [Fact]
    public void Cursor_is_decoded_for_its_own_sort_alone()
    {
        var product = new StockedProduct(
            Product.Create(Samples.Draft(1, "A").Details, TimeProvider.System.GetUtcNow()), new Dictionary<string, int>(), 49.90m);
        var sorts = Enum.GetValues<ProductSort>();
        foreach (var written in sorts)
        {
            var text = ProductCursorText.Encode(ProductCursor.Of(written, product));
            foreach (var read in sorts)
                Assert.Equal(read == written, ProductCursorText.Decode(text, read)?.Id == product.Product.Id);
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
    public void Invalid_cursor_decodes_to_null(string text)
    {
        var cursor = text.StartsWith("json:", StringComparison.Ordinal)
            ? System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text[5..]))
            : text;
        Assert.Null(ProductCursorText.Decode(cursor, ProductSort.Name));
    }
}
