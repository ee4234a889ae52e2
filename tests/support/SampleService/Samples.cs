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
        samples.MapGet("/open", () => TypedResults.Ok(new SampleReply("open")))
            .WithName("GetOpen").WithSummary("Open to all").AllowAnonymous();
        samples.MapGet(
            "/opened", (ClaimsPrincipal user)
                => TypedResults.Ok(new SampleReply(user.Identity?.IsAuthenticated == true ? "known" : "anybody")))
            .WithName("GetOpened").WithSummary("Opened again")
            .RequireAuthorization().AllowAnonymous();
        samples.MapGet("/me", (ClaimsPrincipal user) => TypedResults.Ok(new SampleReply(user.UserId().ToString())))
            .WithName("GetOwn").WithSummary("About the caller");
        samples.MapGet("/guid/{id}", (Guid id) => TypedResults.Ok(new SampleReply(id.ToString())))
            .WithName("GetById").WithSummary("By an id").AllowAnonymous();
        samples.MapGet("/page", (int limit, string? after) => TypedResults.Ok(new SampleReply($"{limit}{after}")))
            .WithName("GetPage").WithSummary("A page").AllowAnonymous();
        samples.MapGet("/filter", ([AsParameters] SampleFilter filter) => TypedResults.Ok(new SampleReply($"{filter}")))
            .WithName("Filter").WithSummary("Filtered").AllowAnonymous();
        samples.MapGet("/rows", () => TypedResults.Text("a,b\r\n", "text/csv")).WithName("GetRows").WithSummary("A table").AllowAnonymous();
        samples.MapGet(
            "/fault", string (bool stored = false) => throw (stored
                ? new JsonException("a secret", "$.stored", lineNumber: 1, bytePositionInLine: 1)
                : new InvalidOperationException("a secret")))
            .WithName("Fail").WithSummary("Fails").AllowAnonymous();
        samples.MapGet("/endless", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted))
            .WithName("Wait").WithSummary("Never answers")
            .AllowAnonymous().WithRequestTimeout(TimeSpan.FromMilliseconds(200));
        samples.MapGet("/neighbour", Ask).WithName("AskNeighbour").WithSummary("Asks another service").AllowAnonymous();
        samples.MapPost("/", Create).WithName("Create").WithSummary("Creates").RequirePermission(Permissions.ProductsWrite);
        samples.MapPost("/open", Create).WithName("CreateOpen").WithSummary("Creates without a token").AllowAnonymous();
    }

    private static Results<Ok<SampleReply>, ProblemHttpResult> Create(SampleRequest request)
        => new FieldErrors()
            .Check("name", request.Name.Length is > 0 and <= 50, "must have 1 to 50 characters")
            .TryGetProblem(out var problem) ? problem : TypedResults.Ok(new SampleReply(request.Name));

    private static async Task<Ok<SampleReply>> Ask(NeighbourClient neighbour, CancellationToken cancellationToken)
        => TypedResults.Ok(new SampleReply(await neighbour.AskAsync(cancellationToken)));
}

internal sealed record SampleRequest(
    string Name, Guid Owner, IReadOnlyList<SampleItem> Items, string? Note, decimal? Limit,
    SamplePoint? Point = null, DateTimeOffset? At = null, IReadOnlyList<string>? Words = null,
    IReadOnlyDictionary<string, string>? Labels = null);

internal sealed record SampleItem(string Sku, int Quantity);

internal sealed record SampleFilter(
    DateTimeOffset? From, DayOfWeek? Day, bool? Open, decimal? Price, DateOnly? On, Guid? Id, int? Count);

internal readonly record struct SamplePoint(decimal X, string Unit, int? Y);

internal sealed record SampleReply(string Text);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SampleRequest))]
[JsonSerializable(typeof(DayOfWeek?))]
[JsonSerializable(typeof(SampleReply))]
internal sealed partial class SampleJson : JsonSerializerContext;
