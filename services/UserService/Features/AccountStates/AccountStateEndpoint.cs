using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.AccountStates;

/// <summary>
/// Tells services whose access tokens to refuse. The gateway has no route to it: only services reach it. It names no person, and services
/// need it before they can check a token, their own included.
/// </summary>
internal static class AccountStateEndpoint
{
    public static void MapAccountStates(this IEndpointRouteBuilder app)
        => app.MapGet(AccountState.Path, ListAsync).WithName("ListAccountStates")
            .WithSummary("Accounts of which earlier tokens are refused, for services").WithTags("Service accounts").AllowAnonymous();

    private static async Task<Ok<AccountStateList>> ListAsync(IAccountStateSource states, CancellationToken cancellationToken)
        => TypedResults.Ok(new AccountStateList(await states.ReadAsync(cancellationToken)));
}
