using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Categories;

internal static class CategoryEndpoints
{
    public static void MapCategories(this IEndpointRouteBuilder app)
    {
        var categories = app.MapGroup("/categories").WithTags("categories");
        categories.MapGet("/", ListAsync).AllowAnonymous();
        categories.MapGet("/{slug}", GetAsync).AllowAnonymous();
        categories.MapPost("/", CreateAsync).RequirePermission(Permissions.ProductsWrite);
        categories.MapPut("/{slug}", ReplaceAsync).RequirePermission(Permissions.ProductsWrite);
        categories.MapDelete("/{slug}", DeleteAsync).RequirePermission(Permissions.ProductsWrite);
    }

    private static async Task<Ok<IReadOnlyList<CategoryResponse>>> ListAsync(
        CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var tree = await cache.GetAsync();
        var products = await store.CountByCategoryAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<CategoryResponse>>([.. tree.InOrder().Select(c => CategoryResponse.Of(c, tree, products))]);
    }

    private static async Task<Results<Ok<CategoryResponse>, ProblemHttpResult>> GetAsync(
        string slug, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
        => await FindAsync(slug, cache, store, cancellationToken) is { } category
            ? TypedResults.Ok(category)
            : Problems.NotFound("category");

    private static async Task<Results<Created<CategoryResponse>, ProblemHttpResult>> CreateAsync(
        CategoryRequest request, CategoryCommands commands, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var category = CategoryRules.Check(request, null, wrong);
        if (wrong.Refusal(out var refusal) || Refused(await commands.CreateAsync(category, cancellationToken), out refusal))
            return refusal;
        return TypedResults.Created($"/categories/{category.Slug}", await FindAsync(category.Slug, cache, store, cancellationToken));
    }

    private static async Task<Results<Ok<CategoryResponse>, ProblemHttpResult>> ReplaceAsync(
        string slug, CategoryRequest request, CategoryCommands commands, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var wrong = new FieldErrors();
        var category = CategoryRules.Check(request, slug, wrong);
        if (wrong.Refusal(out var refusal) || Refused(await commands.ReplaceAsync(category, cancellationToken), out refusal))
            return refusal;
        return TypedResults.Ok(await FindAsync(slug, cache, store, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string slug, CategoryCommands commands, CancellationToken cancellationToken)
        => Refused(await commands.DeleteAsync(slug, cancellationToken), out var refusal) ? refusal : TypedResults.NoContent();

    private static async Task<CategoryResponse?> FindAsync(string slug, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var tree = await cache.GetAsync();
        return tree.Find(slug) is { } category
            ? CategoryResponse.Of(category, tree, await store.CountByCategoryAsync(cancellationToken))
            : null;
    }

    private static bool Refused(CategoryOutcome outcome, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ProblemHttpResult? refusal)
    {
        refusal = outcome.Refusal switch
        {
            CategoryRefusal.None => null,
            CategoryRefusal.Exists => Problems.Problem(StatusCodes.Status409Conflict, "category-exists", "There is a category with this slug."),
            CategoryRefusal.Misplaced => Problems.Invalid(new Dictionary<string, string[]> { ["parent"] = [outcome.Why!] }),
            CategoryRefusal.HasChildren => Problems.Problem(StatusCodes.Status409Conflict, "category-has-children", "There are categories below it."),
            CategoryRefusal.HasProducts => Problems.Problem(StatusCodes.Status409Conflict, "category-has-products", "There are products in it."),
            _ => Problems.NotFound("category"),
        };
        return refusal is not null;
    }
}
