using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.FeatureManagement;

namespace Ecommerce.UserService.Features.Flags;

/// <param name="Enabled">Null: as each service is deployed.</param>
internal sealed record FeatureRequest([property: JsonRequired] bool? Enabled);

/// <summary>
/// What is switched on: services ask for it again and again, so it is kept where each of them asks for account states anyway. It names no
/// person, but to who may switch.
/// </summary>
internal static class FeatureEndpoints
{
    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var features = app.MapGroup(FeatureState.Path).WithTags("Features");
        features.MapGet("", ListAsync).WithName("ListFeatures").WithSummary("Feature flags").AllowAnonymous();
        features.MapPut("{name}", SetAsync).WithName("SetFeature").WithSummary("Switches a feature flag")
            .ProducesProblem(StatusCodes.Status404NotFound).RequirePermission(Permissions.SettingsWrite).RequireRecentAuthentication();
    }

    private static async Task<Ok<FeatureStateList>> ListAsync(
        Caller caller, FeatureStore store, IFeatureManager features, CancellationToken cancellationToken)
        => TypedResults.Ok(await StatesAsync(await store.ListAsync(cancellationToken), caller, features));

    private static async Task<Results<Ok<FeatureStateList>, ProblemHttpResult>> SetAsync(
        string name, FeatureRequest request, Caller caller, FeatureStore store, FlagOverrides overrides, IFeatureManager features,
        CancellationToken cancellationToken)
    {
        if (!FeatureFlags.Names.Contains(name))
            return Problems.NotFound("feature flag");
        await store.SetAsync(caller, name, request.Enabled, cancellationToken);
        var switched = await store.ListAsync(cancellationToken);
        // It counts here at once.
        overrides.Take(FeatureStore.OverridesIn(switched));
        return TypedResults.Ok(await StatesAsync(switched, caller, features));
    }

    private static async Task<FeatureStateList> StatesAsync(
        IReadOnlyList<ChangedFeature> switched, Caller caller, IFeatureManager features)
    {
        var changed = switched.ToDictionary(feature => feature.Name, StringComparer.Ordinal);
        var mayChange = caller.HasPermission(Permissions.SettingsWrite);
        var states = new List<FeatureState>();
        foreach (var name in FeatureFlags.Names)
        {
            var change = changed.GetValueOrDefault(name);
            states.Add(new(
                name, change?.Enabled ?? await features.IsEnabledAsync(name), change?.Enabled is not null,
                mayChange ? change?.ChangedAt : null, mayChange ? change?.ChangedBy : null));
        }

        return new(states);
    }
}
