namespace Ecommerce.UserService.Accounts;

/// <summary>A person's account as its owner and the staff may see it.</summary>
internal sealed record Account
{
    public required Guid Id { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string[] Roles { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a login is checked against.</summary>
internal sealed record Credential
{
    public required Guid UserId { get; init; }
    public required string[] Roles { get; init; }
    public required string PasswordHash { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record AccountPage(IReadOnlyList<Account> Items, string? Next);
