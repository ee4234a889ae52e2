using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Products.Import;

/// <summary>Refused lines of imports, to be downloaded and mended, as long as the page that imported them is open.</summary>
internal sealed class BadLineFiles
{
    private readonly ConcurrentDictionary<Guid, (string Session, IReadOnlyList<BadLine> Lines)> files = new();

    public Guid Add(ClaimsPrincipal person, IReadOnlyList<BadLine> lines)
    {
        var id = Guid.CreateVersion7();
        files[id] = (SessionOf(person), lines);
        return id;
    }

    public void Remove(Guid id) => files.TryRemove(id, out _);

    /// <summary>Null for anybody but whoever imported them.</summary>
    public byte[]? Find(Guid id, ClaimsPrincipal person)
    {
        if (!files.TryGetValue(id, out var file) || file.Session != SessionOf(person))
            return null;
        var csv = new StringBuilder(Csv.Line("line", "reason", "text"));
        foreach (var line in file.Lines)
            csv.Append(Csv.Line(line.Number, line.Reason, line.Text));
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string SessionOf(ClaimsPrincipal person) => person.FindFirstValue(StaffSession.IdClaim) ?? "";
}
