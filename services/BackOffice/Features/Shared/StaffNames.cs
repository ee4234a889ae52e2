using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Names of those who did something: few people do much, so each is asked for once in an open window.</summary>
internal sealed class StaffNames(IUsersApi users, Calls calls)
{
    private readonly Dictionary<Guid, Task<string?>> names = [];

    /// <summary>Null where the account is erased.</summary>
    public Task<string?> FindAsync(Guid id) => names.TryGetValue(id, out var known) ? known : names[id] = ReadAsync(id);

    private async Task<string?> ReadAsync(Guid id)
    {
        string? name = null;
        await calls.ProblemOfAsync(async () => name = (await users.ReadAsync(id, default)).Name);
        return name;
    }
}
