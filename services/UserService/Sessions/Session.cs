using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;

namespace Ecommerce.UserService.Sessions;

/// <summary>A sign-in and all the tokens that followed from it.</summary>
internal sealed record Session
{
    public required Guid Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Unless it is used before.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the person signed in with, shortened.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Whether the caller is in it.</summary>
    public required bool Current { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record SessionPage(IReadOnlyList<Session> Items, string? Next);

/// <summary>Somebody who has proved who they are and is about to get a session.</summary>
/// <param name="CredentialVersion">As it was when they proved it.</param>
internal sealed record Arrival(Guid UserId, string[] Roles, int CredentialVersion, Caller Caller)
{
    public static Arrival Of(Credential credential, Caller caller) => new(credential.UserId, credential.Roles, credential.CredentialVersion, caller);
}

/// <summary>A session's newest tokens, the refresh token in clear.</summary>
internal sealed record OpenSession(Guid Id, Guid UserId, string[] Roles, string RefreshToken);
