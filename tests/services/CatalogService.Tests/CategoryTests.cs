using Ecommerce.CatalogService.Domain.Categories;

namespace Ecommerce.CatalogService.Tests;

public sealed class CategoryTests
{
    private static readonly CategoryTree Tree = new(
    [
        new("home", "Home", null, 2), new("kitchen", "Kitchen & Dining", "home", 0), new("knives", "Knives", "kitchen", 0),
        new("garden", "Garden", null, 1), new("bath", "Bath", "home", 0),
    ]);

    [Theory]
    [InlineData("Kitchen & Dining", "kitchen-dining")]
    [InlineData("  Audio/Video!  ", "audio-video")]
    [InlineData("Möbel", "m-bel-c895b27d")]
    [InlineData("家具", "62bd927c")]
    [InlineData("!!", "233d26e9")]
    public void Name_converts_to_its_slug(string name, string slug)
    {
        Assert.Equal(slug, Slug.Of(name));
        Assert.True(Slug.IsSlug(slug));
    }

    [Theory]
    [InlineData("knives", "knives")]
    [InlineData("home/kitchen/knives", "knives")]
    [InlineData("Kitchen & Dining", "kitchen")]
    [InlineData("kitchen & dining", "kitchen")]
    public void Category_is_resolved_by_slug_path_or_name(string text, string slug)
        => Assert.Equal(slug, Tree.Resolve(CategoryReference.Parse(text))?.Slug);

    [Fact]
    public void Missing_categories_of_a_path_are_listed_parents_first()
    {
        var missing = Tree.FindMissing(
            [CategoryReference.Parse("home/office/desks"), CategoryReference.Parse("Toys & Games"), CategoryReference.Parse("knives")]);
        Assert.Equal(
            [new("office", "office", "home", 0), new("desks", "desks", "office", 0), new("toys-games", "Toys & Games", null, 0)], missing);
    }

    [Fact]
    public void Tree_is_listed_depth_first_in_the_order_of_siblings()
    {
        Assert.Equal(["garden", "home", "bath", "kitchen", "knives"], Tree.DepthFirst().Select(c => c.Slug));
        Assert.Equal("home/kitchen/knives", Tree.PathOf("knives"));
        Assert.Equal(["home", "bath", "kitchen", "knives"], Tree.ResolveSubtree("Home"));
        Assert.Empty(Tree.ResolveSubtree("nowhere"));
    }

    [Theory]
    [InlineData("home", "home")]
    [InlineData("home", "knives")]
    [InlineData("garden", "nowhere")]
    public void Category_below_itself_or_an_unknown_parent_is_an_error(string slug, string parent)
        => Assert.NotNull(CategoryPlacement.FindError(new Category(slug, slug, parent, 0), Tree));

    [Fact]
    public void Category_below_the_maximum_depth_is_an_error()
    {
        var levels = Enumerable.Range(1, CategoryPlacement.MaxDepth - 1)
            .Select(i => new Category($"c{i}", "c", i == 1 ? null : $"c{i - 1}", 0));
        var chain = new CategoryTree([.. levels, new("a", "a", null, 0), new("b", "b", "a", 0)]);
        Assert.Null(CategoryPlacement.FindError(new Category("b", "b", $"c{CategoryPlacement.MaxDepth - 1}", 0), chain));
        Assert.NotNull(CategoryPlacement.FindError(new Category("a", "a", $"c{CategoryPlacement.MaxDepth - 1}", 0), chain));
    }
}
