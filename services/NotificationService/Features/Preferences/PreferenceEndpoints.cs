using System.Security.Claims;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.Preferences;

internal static class PreferenceEndpoints
{
    public static RouteGroupBuilder MapPreferences(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("preferences", ReadAsync).WithName("GetPreferences").WithSummary("Which messages the caller gets, and where");
        notifications.MapPut("preferences", ChangeAsync).WithName("PutPreferences").WithSummary("Enables and disables messages")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        return notifications;
    }

    private static async Task<Ok<PreferencesResponse>> ReadAsync(
        ClaimsPrincipal caller, PreferenceStore preferences, PhoneStore phones, CancellationToken cancellationToken)
        => TypedResults.Ok(new PreferencesResponse(
            await phones.FindAsync(caller.UserId(), cancellationToken),
            PreferenceRules.All(await preferences.ReadAsync(caller.UserId(), cancellationToken))));

    /// <summary>Preferences that are not in the request stay unchanged.</summary>
    private static async Task<Results<Ok<PreferencesResponse>, ProblemHttpResult>> ChangeAsync(
        PreferencesRequest request, ClaimsPrincipal caller, PreferenceStore preferences, PhoneStore phones,
        CancellationToken cancellationToken)
    {
        if (PreferenceRules.Check(request).TryGetProblem(out var problem))
            return problem;
        if (PreferenceRules.FindForbidden(request) is { } index)
            return Problems.Field(
                StatusCodes.Status422UnprocessableEntity, "message-required", "These messages cannot be switched off.",
                $"items[{index}].enabled", "must be true");
        await preferences.SaveAsync(caller.UserId(), request.Items, cancellationToken);
        return await ReadAsync(caller, preferences, phones, cancellationToken);
    }
}
