using System.Security.Claims;
using Ecommerce.OrderService.Domain.Settings;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features.Settings;

/// <summary>What the shop's owner sets: read and replaced as a whole, each version kept.</summary>
internal static class SettingsEndpoints
{
    private static readonly string[] Names = [ShippingSettings.DocumentName, TaxSettings.DocumentName, ShopSettings.DocumentName];

    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        var settings = app.MapGroup("/settings").WithTags("Settings").RequirePermission(Permissions.SettingsWrite);
        settings.MapGet(ShippingSettings.DocumentName, ReadShippingAsync).WithName("GetShippingSettings")
            .WithSummary("Shipping methods and their prices");
        settings.MapPut(ShippingSettings.DocumentName, ReplaceShippingAsync).WithName("ReplaceShippingSettings")
            .WithSummary("Replaces the shipping methods and their prices").ProducesReplacement().RequireRecentAuthentication();
        settings.MapGet(TaxSettings.DocumentName, ReadTaxesAsync).WithName("GetTaxSettings").WithSummary("Tax rates");
        settings.MapPut(TaxSettings.DocumentName, ReplaceTaxesAsync).WithName("ReplaceTaxSettings").WithSummary("Replaces the tax rates")
            .ProducesReplacement().RequireRecentAuthentication();
        settings.MapPut(ShopSettings.DocumentName, ReplaceShopAsync).WithName("ReplaceShopSettings")
            .WithSummary("Replaces what the shop says about itself").ProducesReplacement().RequireRecentAuthentication();
        settings.MapGet("{name}/history", ListChangesAsync).WithName("ListSettingsChanges")
            .WithSummary("Who changed settings, and how, newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        settings.MapPreview();
        // Pages show it to everybody.
        app.MapGet($"/settings/{ShopSettings.DocumentName}", ReadShopAsync).WithName("GetShopSettings").WithTags("Settings")
            .WithSummary("What the shop says about itself").AllowAnonymous();
    }

    private static async Task<Ok<SettingsResponse<ShopSettings>>> ReadShopAsync(
        SettingsInForce settings, HttpResponse response, ClaimsPrincipal user, CancellationToken cancellationToken)
        => user.HasPermission(Permissions.SettingsWrite)
            ? await ReadAsync(settings, known => known.Shop, response, cancellationToken)
            : Answer(settings.Known.Shop, response);

    private static Task<Results<Ok<SettingsResponse<ShopSettings>>, ProblemHttpResult>> ReplaceShopAsync(
        ShopSettings request, HttpContext http, SettingsWriter writer, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        return ReplaceAsync(errors, http, tag => writer.TryReplaceAsync(
            ShopSettings.DocumentName, request, tag, known => known.Shop, user, cancellationToken));
    }

    private static Task<Ok<SettingsResponse<ShippingSettings>>> ReadShippingAsync(
        SettingsInForce settings, HttpResponse response, CancellationToken cancellationToken)
        => ReadAsync(settings, known => known.Shipping, response, cancellationToken);

    private static Task<Ok<SettingsResponse<TaxSettings>>> ReadTaxesAsync(
        SettingsInForce settings, HttpResponse response, CancellationToken cancellationToken)
        => ReadAsync(settings, known => known.Taxes, response, cancellationToken);

    private static Task<Results<Ok<SettingsResponse<ShippingSettings>>, ProblemHttpResult>> ReplaceShippingAsync(
        ShippingSettings request, HttpContext http, SettingsWriter writer, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        return ReplaceAsync(errors, http, tag => writer.TryReplaceAsync(
            ShippingSettings.DocumentName, request, tag, known => known.Shipping, user, cancellationToken));
    }

    private static Task<Results<Ok<SettingsResponse<TaxSettings>>, ProblemHttpResult>> ReplaceTaxesAsync(
        TaxSettings request, HttpContext http, SettingsWriter writer, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        request.Check(errors);
        return ReplaceAsync(errors, http, tag => writer.TryReplaceAsync(
            TaxSettings.DocumentName, request, tag, known => known.Taxes, user, cancellationToken));
    }

    private static async Task<Results<Ok<SettingsChangePage>, ProblemHttpResult>> ListChangesAsync(
        string name, SettingsStore store, CancellationToken cancellationToken, string? after = null, int limit = Paging.DefaultLimit)
    {
        if (!Names.Contains(name))
            return Problems.NotFound("settings");
        var errors = new FieldErrors().CheckLimit(limit);
        var below = VersionCursor.Parse(after, errors);
        if (errors.TryGetProblem(out var problem))
            return problem;
        var found = await store.ListChangesAsync(name, below, limit + 1, cancellationToken);
        var (items, next) = Paging.Cut(found, limit, change => VersionCursor.Of(change.Version));
        return TypedResults.Ok(new SettingsChangePage([.. items.Select(SettingsChangeResponse.From)], next));
    }

    // Whoever changes them starts from what counts, whichever replica saved it.
    private static async Task<Ok<SettingsResponse<T>>> ReadAsync<T>(
        SettingsInForce settings, Func<SettingsSnapshot, Versioned<T>> select, HttpResponse response, CancellationToken cancellationToken)
        => Answer(select(await settings.RefreshAsync(cancellationToken)), response);

    private static async Task<Results<Ok<SettingsResponse<T>>, ProblemHttpResult>> ReplaceAsync<T>(
        FieldErrors errors, HttpContext http, Func<VersionTag, Task<Versioned<T>?>> replaceAsync)
    {
        if (VersionTag.Require(http.Request, "the settings that you read", Stale, out var expected) is { } refusal)
            return refusal;
        if (errors.TryGetProblem(out var problem))
            return problem;
        return await replaceAsync(expected) is { } replaced ? Answer(replaced, http.Response) : Stale();
    }

    private static Ok<SettingsResponse<T>> Answer<T>(Versioned<T> settings, HttpResponse response)
    {
        response.Headers.ETag = VersionTag.Of(settings.Version);
        return TypedResults.Ok(new SettingsResponse<T>(settings.Version, settings.Settings));
    }

    private static ProblemHttpResult Stale() => Problems.Problem(
        StatusCodes.Status412PreconditionFailed, "stale-version", "The settings have changed since they were read.");

    private static RouteHandlerBuilder ProducesReplacement(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired);
}
