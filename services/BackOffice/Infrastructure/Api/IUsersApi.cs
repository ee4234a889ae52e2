using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of user-service: other people's accounts. Records are public because components are.

internal interface IUsersApi
{
    [Get("/users")]
    Task<Page<Customer>> ListAsync([Query] CustomerFilter filter, string? after, int limit, CancellationToken cancellationToken);

    [Get("/users/{id}")]
    Task<Customer> ReadAsync(Guid id, CancellationToken cancellationToken);

    [Put("/users/{id}/roles")]
    Task SetRolesAsync(Guid id, [Body] RolesRequest request, CancellationToken cancellationToken);

    [Post("/users/{id}/disable")]
    Task DisableAsync(Guid id, CancellationToken cancellationToken);

    [Post("/users/{id}/enable")]
    Task EnableAsync(Guid id, CancellationToken cancellationToken);

    [Delete("/users/{id}")]
    Task EraseAsync(Guid id, CancellationToken cancellationToken);

    [Get("/users/{id}/export")]
    Task<HttpContent> ExportAsync(Guid id, CancellationToken cancellationToken);

    [Get("/users/{id}/sessions")]
    Task<Page<CustomerSession>> ListSessionsAsync(Guid id, int limit, CancellationToken cancellationToken);

    [Delete("/users/{id}/two-factor")]
    Task RemoveTwoFactorAsync(Guid id, CancellationToken cancellationToken);

    [Delete("/users/{id}/sessions")]
    Task EndSessionsAsync(Guid id, CancellationToken cancellationToken);

    [Get("/users/{id}/audit")]
    Task<Page<AuditEntry>> ListAuditAsync(Guid id, string? after, int limit, CancellationToken cancellationToken);
}

/// <param name="Email">The beginning of an address.</param>
/// <param name="Name">A part of a name.</param>
public sealed record CustomerFilter(string? Email = null, string? Name = null, string? Role = null);

/// <param name="Guest">Buys without a password.</param>
public sealed record Customer(
    Guid Id, bool Guest, string Email, bool EmailVerified, string? PendingEmail, string Name, string? Locale, IReadOnlyList<string> Roles,
    DateTimeOffset? DisabledAt, DateTimeOffset CreatedAt, bool TwoFactor = false)
{
    public string Status => this switch
    {
        { DisabledAt: not null } => "Disabled",
        { Guest: true } => "Guest",
        { EmailVerified: false } => "NotVerified",
        _ => "Active",
    };
}

public sealed record RolesRequest(IReadOnlyList<string> Roles);

public sealed record CustomerSession(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string UserAgent);

/// <param name="ActorId">Null where nobody was signed in.</param>
public sealed record AuditEntry(Guid Id, Guid? ActorId, string Action, string? Detail, string? Address, DateTimeOffset At);
