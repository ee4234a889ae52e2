using System.Diagnostics.CodeAnalysis;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.CatalogService.Features.Categories;

internal static class CategoryEndpoints
{
    public static void MapCategories(this IEndpointRouteBuilder app)
    {
        var categories = app.MapGroup("/categories").WithTags("categories");
        categories.MapGet("/", ListAsync).WithName("ListCategories").WithSummary("All categories, depth first").AllowAnonymous();
        categories.MapGet("/{slug}", GetAsync).WithName("GetCategory").WithSummary("A category").AllowAnonymous();
        categories.MapPost("/", CreateAsync).WithName("CreateCategory").WithSummary("Creates a category")
            .RequirePermission(Permissions.ProductsWrite);
        categories.MapPut("/{slug}", ReplaceAsync).WithName("ReplaceCategory").WithSummary("Renames and moves a category")
            .RequirePermission(Permissions.ProductsWrite);
        categories.MapDelete("/{slug}", DeleteAsync).WithName("DeleteCategory").WithSummary("Deletes an empty category")
            .RequirePermission(Permissions.ProductsWrite);
    }

    private static async Task<Ok<IReadOnlyList<CategoryResponse>>> ListAsync(
        CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var tree = await cache.GetAsync();
        var products = await store.CountByCategoryAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<CategoryResponse>>([.. tree.DepthFirst().Select(c => CategoryResponse.Of(c, tree, products))]);
    }

    private static async Task<Results<Ok<CategoryResponse>, ProblemHttpResult>> GetAsync(
        string slug, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
        => await FindAsync(slug, cache, store, cancellationToken) is { } category
            ? TypedResults.Ok(category)
            : Problems.NotFound("category");

    private static async Task<Results<Created<CategoryResponse>, ProblemHttpResult>> CreateAsync(
        CategoryRequest request, CategoryCommands commands, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var category = CategoryRules.Check(request, null, errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var result = await commands.CreateAsync(category, cancellationToken);
        if (TryGetProblem(result, out problem))
            return problem;
        return TypedResults.Created($"/categories/{category.Slug}", await FindAsync(category.Slug, cache, store, cancellationToken));
    }

    private static async Task<Results<Ok<CategoryResponse>, ProblemHttpResult>> ReplaceAsync(
        string slug, CategoryRequest request, CategoryCommands commands, CategoryCache cache, IProductStore store,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var category = CategoryRules.Check(request, slug, errors);
        if (errors.TryGetProblem(out var problem))
            return problem;

        var result = await commands.ReplaceAsync(category, cancellationToken);
        if (TryGetProblem(result, out problem))
            return problem;
        return TypedResults.Ok(await FindAsync(slug, cache, store, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string slug, CategoryCommands commands, CancellationToken cancellationToken)
    {
        var result = await commands.DeleteAsync(slug, cancellationToken);
        return TryGetProblem(result, out var problem) ? problem : TypedResults.NoContent();
    }

    private static async Task<CategoryResponse?> FindAsync(
        string slug, CategoryCache cache, IProductStore store, CancellationToken cancellationToken)
    {
        var tree = await cache.GetAsync();
        return tree.Find(slug) is { } category
            ? CategoryResponse.Of(category, tree, await store.CountByCategoryAsync(cancellationToken))
            : null;
    }

    private static bool TryGetProblem(CategoryResult result, [NotNullWhen(true)] out ProblemHttpResult? problem)
    {
        problem = result.Error switch
        {
            CategoryError.None => null,
            CategoryError.Exists => Conflict("category-exists", "There is a category with this slug."),
            CategoryError.InvalidParent => Problems.Invalid(new Dictionary<string, string[]> { ["parent"] = [result.ParentError!] }),
            CategoryError.HasChildren => Conflict("category-has-children", "There are categories below it."),
            CategoryError.HasProducts => Conflict("category-has-products", "There are products in it."),
            _ => Problems.NotFound("category"),
        };
        return problem is not null;
    }

    private static ProblemHttpResult Conflict(string type, string title) => Problems.Problem(StatusCodes.Status409Conflict, type, title);
}
