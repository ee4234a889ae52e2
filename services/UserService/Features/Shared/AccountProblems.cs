using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Shared;

/// <summary>Problems that several endpoints answer with.</summary>
internal static class AccountProblems
{
    public static ProblemHttpResult EmailTaken()
        => Problems.Problem(StatusCodes.Status409Conflict, "email-taken", "There is an account with this email address.");

    /// <summary>The caller is signed in, but does not know the account's password.</summary>
    public static ProblemHttpResult WrongPassword()
        => Problems.Problem(StatusCodes.Status403Forbidden, "wrong-password", "The password is wrong.");

    /// <param name="status">401 where somebody signs in, 403 within a session.</param>
    public static ProblemHttpResult SecondFactorRequired(int status) => Problems.Problem(
        status, "second-factor-required", "A code is required besides the password.",
        "Send the code of the authenticator app, or a recovery code, in the same request.");

    /// <inheritdoc cref="SecondFactorRequired"/>
    public static ProblemHttpResult WrongCode(int status) => Problems.Problem(
        status, "wrong-code", "The code is wrong.", "A code of the app is good for a minute and works once, as a recovery code does.");

    public static ProblemHttpResult TwoFactorOn() => Problems.Problem(
        StatusCodes.Status409Conflict, "two-factor-on", "Two-factor sign-in is on already.");

    public static ProblemHttpResult TwoFactorOff() => Problems.Problem(
        StatusCodes.Status409Conflict, "two-factor-off", "Two-factor sign-in is off.", "Set it up first.");

    public static ProblemHttpResult Disabled()
        => Problems.Problem(
            StatusCodes.Status403Forbidden, "account-disabled", "This account is disabled.", "Ask the shop's customer service.");

    public static ProblemHttpResult LastAdmin() => Problems.Problem(
        StatusCodes.Status409Conflict, "last-admin", "This is the last account that may change accounts.",
        "Give another one the role first.");

    public static ProblemHttpResult Guest() => Problems.Problem(
        StatusCodes.Status409Conflict, "guest-account", "This is the account of a guest.", "It can do this once it is registered.");

    /// <summary>Of a change by staff that was not made.</summary>
    public static ProblemHttpResult Of(StaffVerdict verdict) => verdict switch
    {
        StaffVerdict.Guest => Guest(),
        StaffVerdict.Self => Problems.Problem(
            StatusCodes.Status409Conflict, "own-account", "This is your own account.", "Erase it as its owner: DELETE /users/me."),
        StaffVerdict.LastAdmin => LastAdmin(),
        StaffVerdict.RolesBeyondOwn => Problems.Problem(
            StatusCodes.Status403Forbidden, "roles-beyond-own", "These roles allow more than yours do.",
            "Whoever has their permissions can give them."),
        StaffVerdict.Forbidden => Problems.Problem(
            StatusCodes.Status403Forbidden, "forbidden", "Forbidden.", "The caller may not change accounts any more."),
        _ => Problems.NotFound("account"),
    };

    public static ProblemHttpResult InvalidToken() => Problems.Problem(
        StatusCodes.Status422UnprocessableEntity, "invalid-token", "This link is unknown, used or expired.", "Ask for a new one.");
}
