using System.ComponentModel.DataAnnotations;

namespace Ecommerce.SampleService;

internal sealed class SampleOptions
{
    [Required]
    public string Greeting { get; init; } = "";

    /// <summary>Whether its background work fails.</summary>
    public bool WorkFails { get; init; }
}
