using Ecommerce.BackOffice.Features.Categories;
using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Tests;

public sealed class CategoryTreeTests
{
    private static readonly Category A = Named("a"), B = Named("b"), C = Named("c"), Child = Named("aa", "a");
    private static readonly CategoryTree Tree = new([A, B, C, Child]);

    [Theory]
    [InlineData("c", null, "a", "c a b")]
    [InlineData("c", null, "b", "a c b")]
    [InlineData("a", null, null, "b c a")]
    [InlineData("aa", null, "b", "a aa b c")]
    public void Moved_category_stands_where_it_was_put(string moved, string? parent, string? before, string expected)
        => Assert.Equal(expected, string.Join(' ', Applied(moved, parent, before).Below(parent).Select(one => one.Slug)));

    [Fact]
    public void Move_changes_as_few_categories_as_keep_the_order()
        => Assert.Equal([B with { Order = 1 }], Tree.Move(C, null, "b"));

    [Fact]
    public void Move_below_another_category_writes_the_moved_one_first()
        => Assert.Equal([C with { Parent = "a" }, Child with { Order = 1 }], Tree.Move(C, "a", "aa"));

    [Fact]
    public void Category_moves_neither_to_itself_nor_below_itself()
    {
        Assert.Equal(["b", "c"], Tree.TargetsOf("a").Select(target => target.Category.Slug));
        Assert.False(Tree.IsTarget("a", "aa"));
        Assert.True(Tree.IsTarget("aa", null));
    }

    private static CategoryTree Applied(string moved, string? parent, string? before)
        => Tree.Move(Tree.All.Single(one => one.Slug == moved), parent, before).Aggregate(Tree, (tree, changed) => tree.With(changed));

    private static Category Named(string slug, string? parent = null) => new(slug, slug, slug, parent);
}
