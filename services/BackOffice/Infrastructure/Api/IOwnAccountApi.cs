using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

/// <summary>Of user-service: the account of whoever has the page open.</summary>
internal interface IOwnAccountApi
{
    [Get("/users/me")]
    Task<OwnAccount> ReadAsync(CancellationToken cancellationToken);

    [Post("/users/me/reauthentication")]
    Task<RenewedToken> ReauthenticateAsync([Body] Proof proof, CancellationToken cancellationToken);

    [Post("/users/me/two-factor")]
    Task<TwoFactorSetup> SetUpTwoFactorAsync([Body] Proof proof, CancellationToken cancellationToken);

    [Post("/users/me/two-factor/confirm")]
    Task<RecoveryCodes> ConfirmTwoFactorAsync([Body] TwoFactorCode code, CancellationToken cancellationToken);

    [Delete("/users/me/two-factor")]
    Task RemoveTwoFactorAsync([Body] Proof proof, CancellationToken cancellationToken);

    [Post("/users/me/two-factor/recovery-codes")]
    Task<RecoveryCodes> ReplaceRecoveryCodesAsync([Body] Proof proof, CancellationToken cancellationToken);

    [Get("/users/me/sessions")]
    Task<Page<OwnSession>> ListSessionsAsync(int limit, CancellationToken cancellationToken);

    [Delete("/users/me/sessions/{id}")]
    Task EndSessionAsync(Guid id, CancellationToken cancellationToken);
}

/// <param name="TwoFactor">Whether a sign-in needs a code.</param>
public sealed record OwnAccount(string Email, bool TwoFactor);

/// <summary>Who it is, once more.</summary>
/// <param name="Code">Of the authenticator app, or a recovery code; null where there is none.</param>
public sealed record Proof(string Password, string? Code = null);

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record RenewedToken(string AccessToken, int ExpiresIn);

/// <param name="Uri">For a QR code.</param>
public sealed record TwoFactorSetup(string Secret, string Uri);

public sealed record TwoFactorCode(string Code);

public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

/// <param name="Current">Whether it is the one that asks.</param>
public sealed record OwnSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string UserAgent, bool Current);
