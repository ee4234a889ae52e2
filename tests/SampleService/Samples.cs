using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.SampleService;

/// <summary>One endpoint for each thing that the edge must do.</summary>
internal static class Samples
{
    public static void MapSamples(this IEndpointRouteBuilder routes)
    {
        var samples = routes.MapGroup("/samples");
        samples.MapGet("/open", () => TypedResults.Ok(new SampleReply("open"))).AllowAnonymous();
        samples.MapGet("/opened", (ClaimsPrincipal user) => TypedResults.Ok(new SampleReply(user.Identity?.IsAuthenticated == true ? "known" : "anybody")))
            .RequireAuthorization().AllowAnonymous();
        samples.MapGet("/me", (ClaimsPrincipal user) => TypedResults.Ok(new SampleReply(user.UserId().ToString())));
        samples.MapGet("/guid/{id}", (Guid id) => TypedResults.Ok(new SampleReply(id.ToString()))).AllowAnonymous();
        samples.MapGet("/page", (int limit, string? after) => TypedResults.Ok(new SampleReply($"{limit}{after}"))).AllowAnonymous();
        samples.MapGet("/rows", () => TypedResults.Text("a,b\r\n", "text/csv")).AllowAnonymous();
        samples.MapGet("/fault", string () => throw new InvalidOperationException("a secret")).AllowAnonymous();
        samples.MapGet("/endless", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted))
            .AllowAnonymous().WithRequestTimeout(TimeSpan.FromMilliseconds(200));
        samples.MapGet("/neighbour", Ask).AllowAnonymous();
        samples.MapPost("/", Create).RequirePermission(Permissions.ProductsWrite);
        samples.MapPost("/open", Create).AllowAnonymous();
    }

    private static Results<Ok<SampleReply>, ProblemHttpResult> Create(SampleRequest request)
        => new FieldErrors()
            .Check("name", request.Name.Length is > 0 and <= 50, "must have 1 to 50 characters")
            .Refusal(out var problem) ? problem : TypedResults.Ok(new SampleReply(request.Name));

    private static async Task<Ok<SampleReply>> Ask(NeighbourClient neighbour, CancellationToken cancellationToken)
        => TypedResults.Ok(new SampleReply(await neighbour.AskAsync(cancellationToken)));
}

internal sealed record SampleRequest(string Name, Guid Owner, IReadOnlyList<SampleItem> Items, string? Note, decimal? Limit);

internal sealed record SampleItem(string Sku, int Quantity);

internal sealed record SampleReply(string Text);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SampleRequest))]
[JsonSerializable(typeof(SampleReply))]
internal sealed partial class SampleJson : JsonSerializerContext;
