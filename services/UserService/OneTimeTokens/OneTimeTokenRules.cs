using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.OneTimeTokens;

internal static class OneTimeTokenRules
{
    public static FieldErrors CheckToken(this FieldErrors errors, string? token)
        => errors.Check("token", token is { Length: > 0 and <= OpaqueToken.MaxLength }, $"must have 1 to {OpaqueToken.MaxLength} characters");

    public static ProblemHttpResult Invalid() => Problems.Problem(
        StatusCodes.Status422UnprocessableEntity, "invalid-token", "This link is unknown, used or expired.", "Ask for a new one.");
}
