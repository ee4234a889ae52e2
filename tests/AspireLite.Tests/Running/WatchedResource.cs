namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>A resource as the dashboard receives it.</summary>
internal sealed record WatchedResource(WireMessage Message)
{
    public string Name => Message.Text(1);

    public string Type => Message.Text(2);

    public string DisplayName => Message.Text(3);

    public string State => Message.Text(5);

    public Dictionary<string, string> Environment => Message.Messages(7).ToDictionary(e => e.Text(1), e => e.Text(2));

    public Dictionary<string, WireMessage> Properties => Message.Messages(12).ToDictionary(p => p.Text(1));

    public IReadOnlyList<string> Urls => [.. Message.Messages(13).Select(u => u.Text(2))];

    public IReadOnlyList<string> WaitsFor => [.. Message.Messages(20).Where(r => r.Text(2) == "WaitFor").Select(r => r.Text(1))];

    public bool IsHidden => Message.Number(21) == 1;

    public int Pid => (int)Properties["executable.pid"].Messages(3).Single().Real(2);

    public int ExitCode => (int)Properties["resource.exitCode"].Messages(3).Single().Real(2);

    /// <summary>The protocol's number for healthy is 0, which is why presence counts.</summary>
    public bool IsHealthy => State == "Running" && Message.Messages(17).All(h => h.Has(1) && h.Number(1) == 0);

    /// <summary>The commands a person can click now.</summary>
    public IReadOnlyList<string> Commands => [.. Message.Messages(11).Where(c => c.Number(9) == 0).Select(c => c.Text(1))];
}
