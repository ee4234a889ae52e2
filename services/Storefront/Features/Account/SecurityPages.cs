using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

/// <summary>The password, and where the account is signed in.</summary>
internal static class SecurityPages
{
    private const string Page = "~/account/security";

    public static void MapSecurity(this IEndpointRouteBuilder routes)
    {
        var security = routes.MapGroup("/account/security").DisableAntiforgery();
        security.MapGet("", (AccountApi api, CancellationToken cancellationToken)
            => ShowAsync(api, FormMessages.None, cancellationToken));
        security.MapPost("/password", ChangePasswordAsync);
        security.MapPost("/sessions/{id:guid}/end", EndAsync);
        security.MapPost("/sessions/end", EndAllAsync);
    }

    /// <summary>A new password ends all sessions, this one too.</summary>
    private static async Task<IResult> ChangePasswordAsync(
        [FromForm] string currentPassword, [FromForm] string newPassword, [FromForm] string? code, AccountApi api, Session session,
        CancellationToken cancellationToken)
    {
        if (await api.ChangePasswordAsync(currentPassword, newPassword, code.OrNull(), cancellationToken) is { } problem)
            return await ShowAsync(api, FormMessages.Of(problem, "currentPassword", "newPassword", "code"), cancellationToken);
        session.SignOut();
        return Results.LocalRedirect("~/login?return=/account/security");
    }

    private static async Task<IResult> EndAsync(Guid id, AccountApi api, CancellationToken cancellationToken)
        => await api.SendAsync(HttpMethod.Delete, $"/sessions/{id}", cancellationToken) is { } problem
            ? await ShowAsync(api, FormMessages.Of(problem.Messages()), cancellationToken)
            : Results.LocalRedirect(Page);

    private static async Task<IResult> EndAllAsync(AccountApi api, Session session, CancellationToken cancellationToken)
    {
        if (await api.SendAsync(HttpMethod.Delete, "/sessions", cancellationToken) is { } problem)
            return await ShowAsync(api, FormMessages.Of(problem.Messages()), cancellationToken);
        session.SignOut();
        return Results.LocalRedirect("~/login");
    }

    private static async Task<IResult> ShowAsync(AccountApi api, FormMessages errors, CancellationToken cancellationToken)
    {
        var (reading, listing) = (api.ReadAsync(cancellationToken), api.SignInsAsync(cancellationToken));
        await Task.WhenAll(reading, listing);
        return new RazorComponentResult<SecurityPage>(new { Account = await reading, SignIns = await listing, Errors = errors });
    }
}
