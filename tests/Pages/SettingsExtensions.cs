using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Pages;

/// <summary>Settings that a person gives by hand.</summary>
public static class SettingsExtensions
{
    /// <summary>Looks at the settings before anything starts: a wrong one is a line on the console that names it.</summary>
    /// <param name="app">The program.</param>
    /// <param name="look">Looks at more than the options; throws <see cref="InvalidOperationException"/> with the line to show.</param>
    /// <returns>False: there was one.</returns>
    public static bool HasGoodSettings<TOptions>(this WebApplication app, Action<IServiceProvider>? look = null)
        where TOptions : class
    {
        try
        {
            _ = app.Services.GetRequiredService<IOptions<TOptions>>().Value;
            look?.Invoke(app.Services);
            return true;
        }
        // The second: what is written there is no number, no time and the like.
        catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException)
        {
            Console.Error.WriteLine(wrong.Message);
            return false;
        }
    }
}
