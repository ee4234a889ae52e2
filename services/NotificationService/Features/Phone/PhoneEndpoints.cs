using System.Security.Claims;
using System.Text.RegularExpressions;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Twilio;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService.Features.Phone;

internal sealed record PhoneRequest(string Number);

internal sealed record PhoneCodeRequest(string Code);

/// <summary>A number receives SMS only after it was verified by the code that was sent to it.</summary>
internal static partial class PhoneEndpoints
{
    public static RouteGroupBuilder MapPhone(this RouteGroupBuilder notifications)
    {
        notifications.MapPut("phone", StartAsync).WithName("PutPhone").WithSummary("Sends a code to a telephone number")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        notifications.MapPost("phone/confirm", ConfirmAsync).WithName("ConfirmPhone").WithSummary("Confirms a telephone number by its code")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        notifications.MapDelete("phone", RemoveAsync).WithName("RemovePhone").WithSummary("Removes the caller's telephone number");
        return notifications;
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> StartAsync(
        PhoneRequest request, ClaimsPrincipal caller, PhoneStore phones, IOptions<SmsOptions> sms, HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (new FieldErrors()
            .Check("number", Number().IsMatch(request.Number), "must be a number in international form (E.164), such as +4915112345678")
            .TryGetProblem(out var problem))
            return problem;
        if (!sms.Value.IsEnabled)
            return Problems.Problem(StatusCodes.Status409Conflict, "sms-off", "This shop sends no SMS.");
        if (await phones.StartVerificationAsync(caller.UserId(), request.Number, cancellationToken))
            return TypedResults.Accepted((string?)null);
        response.Headers.RetryAfter = "3600";
        return Problems.Problem(StatusCodes.Status429TooManyRequests, "too-many-attempts", "There were too many codes in this hour.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmAsync(
        PhoneCodeRequest request, ClaimsPrincipal caller, PhoneStore phones, CancellationToken cancellationToken)
        => await phones.ConfirmAsync(caller.UserId(), request.Code, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Field(
                StatusCodes.Status422UnprocessableEntity, "wrong-code", "The code is wrong, too old, or was tried too often.", "code",
                "must be the one that was sent last");

    private static async Task<NoContent> RemoveAsync(ClaimsPrincipal caller, PhoneStore phones, CancellationToken cancellationToken)
    {
        await phones.RemoveAsync(caller.UserId(), cancellationToken);
        return TypedResults.NoContent();
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
