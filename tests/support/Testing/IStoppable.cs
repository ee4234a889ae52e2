namespace Ecommerce.Testing;

/// <summary>Something that a service depends on and that a test can take away and bring back, at the same address.</summary>
public interface IStoppable
{
    /// <summary>As people call it, such as <c>postgres</c>.</summary>
    string Name { get; }

    /// <summary>After this, nobody answers at its address.</summary>
    Task StopAsync();

    /// <summary>After this, it answers again.</summary>
    Task StartAsync();
}
