using Ecommerce.CatalogService.Categories;

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
    public void A_name_has_one_slug(string name, string slug)
    {
        Assert.Equal(slug, Slug.Of(name));
        Assert.True(Slug.IsSlug(slug));
    }

    [Theory]
    [InlineData("knives", "knives")]
    [InlineData("home/kitchen/knives", "knives")]
    [InlineData("Kitchen & Dining", "kitchen")]
    [InlineData("kitchen & dining", "kitchen")]
    public void A_category_is_found_by_slug_path_or_name(string text, string slug)
        => Assert.Equal(slug, Tree.Resolve(CategoryReference.Parse(text))?.Slug);

    [Fact]
    public void What_a_path_names_is_made_from_the_top_and_only_where_it_is_missing()
    {
        var missing = Tree.Missing([CategoryReference.Parse("home/office/desks"), CategoryReference.Parse("Toys & Games"), CategoryReference.Parse("knives")]);
        Assert.Equal(
            [new("office", "office", "home", 0), new("desks", "desks", "office", 0), new("toys-games", "Toys & Games", null, 0)], missing);
    }

    [Fact]
    public void The_tree_is_read_depth_first_in_the_order_of_siblings()
    {
        Assert.Equal(["garden", "home", "bath", "kitchen", "knives"], Tree.InOrder().Select(c => c.Slug));
        Assert.Equal("home/kitchen/knives", Tree.PathOf("knives"));
        Assert.Equal(["home", "bath", "kitchen", "knives"], Tree.Within("Home"));
        Assert.Empty(Tree.Within("nowhere"));
    }

    [Theory]
    [InlineData("home", "home")]
    [InlineData("home", "knives")]
    [InlineData("garden", "nowhere")]
    public void A_category_cannot_be_put_below_itself_or_below_nothing(string slug, string parent)
        => Assert.NotNull(CategoryRules.Misplaced(new Category(slug, slug, parent, 0), Tree));

    [Fact]
    public void A_tree_has_an_end()
    {
        var chain = new CategoryTree([.. Enumerable.Range(1, CategoryRules.MaxDepth - 1).Select(i => new Category($"c{i}", "c", i == 1 ? null : $"c{i - 1}", 0)), new("a", "a", null, 0), new("b", "b", "a", 0)]);
        Assert.Null(CategoryRules.Misplaced(new Category("b", "b", $"c{CategoryRules.MaxDepth - 1}", 0), chain));
        Assert.NotNull(CategoryRules.Misplaced(new Category("a", "a", $"c{CategoryRules.MaxDepth - 1}", 0), chain));
    }
}
