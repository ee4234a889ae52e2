using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Of user-service: signing in.</summary>
internal interface IAccountsApi
{
    [Post("/users/login")]
    Task<IssuedTokens> LoginAsync([Body] Credentials credentials, CancellationToken cancellationToken);

    [Post("/users/refresh")]
    Task<IssuedTokens> RefreshAsync([Body] RefreshRequest request, CancellationToken cancellationToken);

    [Post("/users/logout")]
    Task LogoutAsync([Body] RefreshRequest request, CancellationToken cancellationToken);
}

/// <param name="DeviceToken">Of an earlier login in this browser.</param>
/// <param name="Code">Of the authenticator app, or a recovery code.</param>
internal sealed record Credentials(string Email, string Password, string? DeviceToken, string? Code);

internal sealed record RefreshRequest(string RefreshToken);

/// <param name="ExpiresIn">Seconds.</param>
/// <param name="DeviceToken">Only of a login.</param>
internal sealed record IssuedTokens(string AccessToken, int ExpiresIn, string RefreshToken, string? DeviceToken = null);
