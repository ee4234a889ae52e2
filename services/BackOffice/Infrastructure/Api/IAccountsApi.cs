using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Of user-service: signing in, and what needs no session.</summary>
internal interface IAccountsApi
{
    [Post("/users/login")]
    Task<IssuedTokens> LoginAsync([Body] Credentials credentials, CancellationToken cancellationToken);

    [Post("/users/refresh")]
    Task<IssuedTokens> RefreshAsync([Body] RefreshRequest request, CancellationToken cancellationToken);

    [Post("/users/invitations/read")]
    Task<OfferedInvitation> ReadInvitationAsync([Body] InvitationToken token, CancellationToken cancellationToken);

    [Post("/users/invitations/accept")]
    Task AcceptInvitationAsync([Body] Acceptance acceptance, CancellationToken cancellationToken);

    [Post("/users/logout")]
    Task LogoutAsync([Body] RefreshRequest request, CancellationToken cancellationToken);
}

/// <param name="DeviceToken">Of an earlier login in this browser.</param>
/// <param name="Code">Of the authenticator app, or a recovery code.</param>
internal sealed record Credentials(string Email, string Password, string? DeviceToken, string? Code);

internal sealed record InvitationToken(string Token);

/// <param name="HasAccount">Whether the address has one, whose password accepts the invitation.</param>
public sealed record OfferedInvitation(string Email, IReadOnlyList<string> Roles, bool HasAccount);

/// <param name="Name">Of a new account.</param>
/// <param name="Code">Of the authenticator app, or a recovery code.</param>
internal sealed record Acceptance(string Token, string Password = "", string? Name = null, string? Code = null);

internal sealed record RefreshRequest(string RefreshToken);

/// <param name="ExpiresIn">Seconds.</param>
/// <param name="DeviceToken">Only of a login.</param>
internal sealed record IssuedTokens(string AccessToken, int ExpiresIn, string RefreshToken, string? DeviceToken = null);
