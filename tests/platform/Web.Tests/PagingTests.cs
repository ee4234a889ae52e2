using Ecommerce.ServiceDefaults;

namespace Ecommerce.Web.Tests;

public sealed class PagingTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(0, false)]
    [InlineData(101, false)]
    [InlineData(-1, false)]
    public void Limit_is_valid_from_1_to_100(int limit, bool valid)
        => Assert.Equal(valid, new FieldErrors().CheckLimit(limit).IsEmpty);

    [Theory]
    [InlineData("7", 7)]
    [InlineData(null, 20)]
    public void Limit_as_text_is_read(string? text, int expected)
    {
        Assert.True(new FieldErrors().CheckLimit(text, out var limit).IsEmpty);
        Assert.Equal(expected, limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-5")]
    [InlineData(" 5")]
    [InlineData("five")]
    [InlineData("99999999999")]
    public void Limit_as_text_that_is_no_limit_is_an_error(string text)
    {
        var errors = new FieldErrors().CheckLimit(text, out _);

        Assert.Equal(["must be 1 to 100"], errors.Errors["limit"]);
    }

    [Fact]
    public void Cursor_that_is_no_id_is_an_error()
    {
        Assert.True(new FieldErrors().CheckCursor(null, out var none).IsEmpty);
        Assert.Null(none);
        Assert.Equal(["must be the 'next' of a page"], new FieldErrors().CheckCursor("abc", out _).Errors["after"]);
    }

    [Fact]
    public void Page_with_a_next_one_ends_at_its_limit()
    {
        var (items, next) = Paging.Cut([10, 20, 30], 2, item => $"{item}");

        Assert.Equal([10, 20], items);
        Assert.Equal("20", next);
    }

    [Fact]
    public void Last_page_has_no_next()
    {
        var (items, next) = Paging.Cut([10, 20], 2, item => $"{item}");

        Assert.Equal([10, 20], items);
        Assert.Null(next);
    }

    [Fact]
    public void Page_request_without_parameters_is_the_first_page()
    {
        var (page, errors) = PageRequest.Read((string?)null, null);

        Assert.True(errors.IsEmpty);
        Assert.Equal(new PageRequest(Guid.AllBitsSet, 20), page);
        Assert.Equal(21, page.Fetched);
    }

    [Fact]
    public void Page_request_names_both_wrong_parameters()
        => Assert.Equal(["after", "limit"], PageRequest.Read("abc", 0).Errors.Errors.Keys);

    [Fact]
    public void Page_request_cuts_the_item_too_many()
    {
        var ids = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToList();

        var (items, next) = new PageRequest(Guid.AllBitsSet, 2).Cut(ids, id => id);

        Assert.Equal(ids[..2], items);
        Assert.Equal(ids[1], next);
        Assert.Null(new PageRequest(Guid.AllBitsSet, 3).Cut(ids, id => id).Next);
    }
}
